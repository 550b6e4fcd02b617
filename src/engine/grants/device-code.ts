import { equalInConstantTime } from '../../protocol/constant-time.ts';
import { parseCredential } from '../../protocol/credential.ts';
import { getParameter, requireParameter } from '../../protocol/form.ts';
import { type DevicePoll, decideDevicePoll } from '../device/decide-device-poll.ts';
import type { Engine } from '../ports.ts';
import { mintRefreshToken } from '../token/fresh-token.ts';
import { makeAccessToken } from '../token/make-access-token.ts';
import { defineGrantType, type GrantType } from './grant-type.ts';
import { mayRefresh } from './refresh-token.ts';

/** The device of a text, with what a person allowed it. */
async function findPresentedDevice(
  { facts, sha256 }: Pick<Engine, 'facts' | 'sha256'>,
  text: string,
): Promise<Pick<DevicePoll, 'device' | 'approval'>> {
  const credential = parseCredential(text);
  const found = credential?.kind === 'deviceCode' ? await facts.findDeviceAuthorization(credential.id) : undefined;
  const isRight = found !== undefined && equalInConstantTime(found.secretHash, sha256(credential?.secret ?? ''));
  if (!isRight) return { device: undefined, approval: undefined };
  const codeId = found.outcome?.outcome === 'approved' ? found.outcome.codeId : undefined;
  return { device: found, approval: codeId === undefined ? undefined : await facts.findCode(codeId) };
}

const name = 'urn:ietf:params:oauth:grant-type:device_code';

/** A device without a browser polls for what a person allows it elsewhere. */
export const deviceCode: GrantType = defineGrantType({
  name,
  spec: 'RFC 8628 §3.4',
  publicClients: 'allowed',
  isDefault: false, // whoever has it may send people links that ask for their consent (RFC 8628 §5.4)
  parameters: ['device_code', 'resource', 'authorization_details'],
  repeatable: ['resource'],
  gather: async ({ engine, service, client, clientSecretId, confirmation, instanceJkt, parameters, options, now }) => ({
    now,
    service,
    client,
    clientSecretId,
    confirmation,
    instanceJkt,
    ...(await findPresentedDevice(engine, requireParameter(parameters, 'device_code'))),
    requestedResources: parameters.get('resource'),
    requestedDetails: getParameter(parameters, 'authorization_details'),
    options,
    grantType: name,
    accessToken: makeAccessToken(engine, service, client, options),
    refreshToken: mayRefresh(service, client) ? mintRefreshToken(engine) : undefined,
  }),
  judge: decideDevicePoll,
});

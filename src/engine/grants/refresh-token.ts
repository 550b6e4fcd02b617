import { equalInConstantTime } from '../../protocol/constant-time.ts';
import { parseCredential } from '../../protocol/credential.ts';
import { getParameter, requireParameter } from '../../protocol/form.ts';
import type { Client } from '../model/client.ts';
import type { Engine, RefreshTokenFacts } from '../ports.ts';
import { mintRefreshToken } from '../token/fresh-token.ts';
import { makeAccessToken } from '../token/make-access-token.ts';
import { decideRefresh } from './decide-refresh.ts';
import { defineGrantType, type GrantType } from './grant-type.ts';

const name = 'refresh_token';

/** Whether a client gets refresh tokens: it does if it may use them. */
export const mayRefresh = (client: Pick<Client, 'grantTypes'>): boolean => client.grantTypes.includes(name);

/** The refresh token of a text, with its grant; undefined if there is none, or its secret is another. */
export async function findPresentedRefreshToken(
  { facts, sha256 }: Pick<Engine, 'facts' | 'sha256'>,
  text: string,
): Promise<RefreshTokenFacts | undefined> {
  const credential = parseCredential(text);
  if (credential?.kind !== 'refreshToken') return undefined;
  const found = await facts.findRefreshTokenWithGrant(credential.id);
  return found !== undefined && equalInConstantTime(found.refreshToken.secretHash, sha256(credential.secret)) ? found : undefined;
}

/** A client exchanges its refresh token for a new pair. */
export const refreshToken: GrantType = defineGrantType({
  name,
  spec: 'RFC 6749 §6',
  publicClients: 'allowed',
  parameters: ['refresh_token', 'scope', 'resource', 'authorization_details'],
  repeatable: ['resource'],
  gather: async ({ engine, service, client, clientSecretId, confirmation, instanceJkt, parameters, options, now }) => ({
    now,
    service,
    client,
    clientSecretId,
    confirmation,
    instanceJkt,
    presented: await findPresentedRefreshToken(engine, requireParameter(parameters, 'refresh_token')),
    presentedToken: parseCredential(requireParameter(parameters, 'refresh_token')),
    requestedScope: getParameter(parameters, 'scope'),
    requestedResources: parameters.get('resource'),
    requestedDetails: getParameter(parameters, 'authorization_details'),
    options,
    accessToken: makeAccessToken(engine, service, client, options),
    refreshToken: mintRefreshToken(engine),
  }),
  judge: decideRefresh,
});

import { equalInConstantTime } from '../../protocol/constant-time.ts';
import { parseCredential } from '../../protocol/credential.ts';
import { getParameter, requireParameter } from '../../protocol/form.ts';
import { isPkceValue } from '../../protocol/pkce.ts';
import type { AuthorizationCode } from '../model/grant.ts';
import type { Engine } from '../ports.ts';
import { mintRefreshToken } from '../token/fresh-token.ts';
import { makeAccessToken } from '../token/make-access-token.ts';
import { decideCodeRedemption } from './decide-code-redemption.ts';
import { defineGrantType, type GrantType } from './grant-type.ts';
import { mayRefresh } from './refresh-token.ts';

async function findPresentedCode(
  { facts, sha256 }: Pick<Engine, 'facts' | 'sha256'>,
  text: string,
): Promise<AuthorizationCode | undefined> {
  const credential = parseCredential(text);
  if (credential?.kind !== 'authorizationCode') return undefined;
  const code = await facts.findCode(credential.id);
  return code !== undefined && equalInConstantTime(code.secretHash, sha256(credential.secret)) ? code : undefined;
}

/** A verifier that breaks RFC 7636 §4.1 matches no challenge, and is not worth hashing. */
const toChallenge = (engine: Pick<Engine, 'sha256'>, verifier: string | undefined): string | undefined =>
  verifier === undefined ? undefined : isPkceValue(verifier) ? engine.sha256(verifier) : '';

/** A client redeems the code that a person's consent gave it. */
export const authorizationCode: GrantType = defineGrantType({
  name: 'authorization_code',
  spec: 'RFC 6749 §4.1',
  publicClients: 'allowed',
  parameters: ['code', 'redirect_uri', 'code_verifier', 'resource', 'authorization_details'],
  repeatable: ['resource'],
  gather: async ({ engine, service, client, clientSecretId, confirmation, instanceJkt, parameters, options, now }) => ({
    now,
    service,
    client,
    clientSecretId,
    confirmation,
    instanceJkt,
    code: await findPresentedCode(engine, requireParameter(parameters, 'code')),
    redirectUri: getParameter(parameters, 'redirect_uri'),
    verifierChallenge: toChallenge(engine, getParameter(parameters, 'code_verifier')),
    requestedResources: parameters.get('resource'),
    requestedDetails: getParameter(parameters, 'authorization_details'),
    options,
    accessToken: makeAccessToken(engine, service, client, options),
    refreshToken: mayRefresh(service, client) ? mintRefreshToken(engine) : undefined,
  }),
  judge: decideCodeRedemption,
});

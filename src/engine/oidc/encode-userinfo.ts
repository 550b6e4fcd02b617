import { ownAlgorithm } from '../keys/signing-algorithms.ts';
import type { Client } from '../model/client.ts';
import type { Service } from '../model/service.ts';
import type { Engine, SubjectClaims } from '../ports.ts';
import { answerAlgorithm } from '../profiles/tighten.ts';

/** What userinfo answers. */
export type UserinfoAnswer =
  /** Plain JSON. */
  | { readonly action: 'answer'; readonly claims: SubjectClaims }
  /** A signed JWT, as the client registered it. */
  | { readonly action: 'answer_signed'; readonly jwt: string };

/**
 * Writes what a client is told of a person as it registered to be told.
 *
 * @see OpenID Connect Core §5.3.2
 */
export async function encodeUserinfo(
  { signJwt }: Pick<Engine, 'signJwt'>,
  { service, client }: { readonly service: Service; readonly client: Client },
  claims: SubjectClaims,
): Promise<UserinfoAnswer> {
  const { userinfoSignedResponseAlg: algorithm } = client.openIdRules;
  if (algorithm === undefined) return { action: 'answer', claims };
  const signed = { ...claims, iss: service.issuer, aud: client.clientId };
  const kid = service.answerRules.signatureKeys.userinfo;
  return {
    action: 'answer_signed',
    jwt: await signJwt(service.id, 'JWT', signed, answerAlgorithm(service, client, algorithm, ownAlgorithm), { kid }),
  };
}

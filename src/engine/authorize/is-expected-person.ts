import { OAuthError } from '../../protocol/oauth-error.ts';
import type { Client } from '../model/client.ts';
import type { Service } from '../model/service.ts';
import { subjectForClient } from '../oidc/subject-for-client.ts';
import type { Engine } from '../ports.ts';
import type { AuthenticatedSubject, ValidAuthorization } from './authorization-request.ts';

/** Who is there, and what the request says of whom it is about. */
export interface PersonFacts {
  readonly service: Pick<Service, 'id'>;
  /** It may know people by ids of its own. */
  readonly client: Pick<Client, 'openIdRules'> | undefined;
  readonly authorization: Pick<ValidAuthorization, 'idTokenHint' | 'claimsRequest'>;
  /** undefined if nobody is signed in. */
  readonly subject: Pick<AuthenticatedSubject, 'subject'> | undefined;
}

/**
 * Whether the person at the browser is the one a request is about, by its `id_token_hint` or a value it wants for the claim `sub`. The hint must be an ID
 * token of ours; that it has expired does not matter, since it proves nothing but whom the client knows.
 *
 * @returns `invalid_request` for a hint that is none.
 * @see OpenID Connect Core §3.1.2.1, §5.5.1
 */
export async function isExpectedPerson(
  engine: Pick<Engine, 'readOwnJwt' | 'mac'>,
  { service, client, authorization, subject }: PersonFacts,
): Promise<boolean | OAuthError> {
  const { idTokenHint, claimsRequest } = authorization;
  const wanted = claimsRequest?.idToken.sub?.values;
  if (idTokenHint === undefined && wanted === undefined) return true;
  const hint = idTokenHint === undefined ? undefined : await engine.readOwnJwt(service.id, idTokenHint, 'JWT');
  if (idTokenHint !== undefined && typeof hint?.sub !== 'string') {
    return new OAuthError('invalid_request', 'The id_token_hint is not an ID token of ours.');
  }
  if (subject === undefined) return false;
  const sub = subjectForClient(engine, { serviceId: service.id, subject: subject.subject, sector: client?.openIdRules.sector });
  return (hint === undefined || hint.sub === sub) && (wanted === undefined || wanted.includes(sub));
}

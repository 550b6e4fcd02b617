import { OAuthError } from '../../protocol/oauth-error.ts';
import type { Client } from '../model/client.ts';
import type { Service } from '../model/service.ts';
import { subjectForClient } from '../oidc/subject-for-client.ts';
import type { Engine } from '../ports.ts';
import type { AuthenticatedSubject, ValidAuthorization } from './authorization-request.ts';
import { findExpectedSubs } from './find-expected-subs.ts';

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
 * Whether the person at the browser is the one a request is about.
 *
 * @returns `invalid_request` for a hint that is none.
 * @see OpenID Connect Core §3.1.2.1, §5.5.1
 */
export async function isExpectedPerson(
  engine: Pick<Engine, 'readOwnJwt' | 'mac'>,
  { service, client, authorization, subject }: PersonFacts,
): Promise<boolean | OAuthError> {
  const expected = await findExpectedSubs(engine, service, authorization);
  if (expected === undefined || expected instanceof OAuthError) return expected ?? true;
  if (subject === undefined) return false;
  return expected.includes(
    subjectForClient(engine, { serviceId: service.id, subject: subject.subject, sector: client?.openIdRules.sector }),
  );
}

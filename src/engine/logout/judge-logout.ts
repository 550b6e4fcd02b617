import type { Service } from '../model/service.ts';
import { subjectForClient } from '../oidc/subject-for-client.ts';
import type { Engine } from '../ports.ts';
import { decideLogout, type LogoutDecision } from './decide-logout.ts';
import type { LogoutRequest } from './logout-request.ts';
import { readIdTokenHint } from './read-id-token-hint.ts';

/** A logout request at a browser. */
export interface LogoutAtBrowser {
  readonly service: Service;
  readonly request: LogoutRequest;
  /** Who is signed in there; undefined for nobody. */
  readonly person: { readonly subject: string; readonly sid: string | undefined } | undefined;
  readonly isConfirmed: boolean;
}

/** Gathers what a logout is decided by, and decides it. The shell ends the session. */
export async function judgeLogout(
  engine: Pick<Engine, 'facts' | 'readOwnJwt' | 'mac'>,
  { service, request, person, isConfirmed }: LogoutAtBrowser,
): Promise<LogoutDecision> {
  const hint = await readIdTokenHint(engine, service, request.idTokenHint);
  const clientId = request.clientId ?? hint?.clientId;
  const client = clientId === undefined ? undefined : (await engine.facts.findClient(service.id, clientId))?.client;
  const sector = client?.openIdRules.sector;
  const known = person && { sub: subjectForClient(engine, { serviceId: service.id, subject: person.subject, sector }), sid: person.sid };
  return decideLogout({ request, hint, client, person: known, isConfirmed });
}

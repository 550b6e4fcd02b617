import { revokeClientGrants } from '../../engine/revoke/revoke-client-grants.ts';
import { listAuthorisedApps } from '../authorised-apps.ts';
import { getService } from '../get-service.ts';
import { withNotice } from '../notices.ts';
import { definePage, type MemberVisit, notFound, type Page, type PageAnswer } from '../page.ts';
import { recordEvent } from '../record-event.ts';
import { renderAuthorisedAppsPage } from '../views/authorised-apps.ts';

async function show({ context, user, frame }: MemberVisit): Promise<PageAnswer> {
  const apps = await listAuthorisedApps(context, user.id);
  return { answer: 'show', page: renderAuthorisedAppsPage({ frame, now: context.identity.clock(), apps }) };
}

async function revoke(visit: MemberVisit): Promise<PageAnswer> {
  const { context, user, params } = visit;
  const clientId = params.client ?? '';
  const decision = await revokeClientGrants(context.engine, { service: await getService(context), clientId, subject: user.id });
  if (decision.action === 'refuse') return notFound;
  recordEvent(visit, { event: 'grant_revoked', target: `app:${clientId}` });
  return { answer: 'go', to: withNotice('/authorised-apps', 'app_revoked') };
}

/** `/authorised-apps`: what the person allowed to whom. */
export const authorisedAppsPage: Page = definePage({
  access: 'member',
  routes: [
    { method: 'GET', path: '/authorised-apps', run: show },
    { method: 'POST', path: '/authorised-apps/:client/revoke', run: revoke },
  ],
});

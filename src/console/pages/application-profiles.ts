import { updateClient } from '../../engine/clients/manage-clients.ts';
import { getService } from '../get-service.ts';
import { withNotice } from '../notices.ts';
import { definePage, type MemberVisit, notFound, type Page, type PageAnswer } from '../page.ts';
import { recordEvent } from '../record-event.ts';
import { showApplication } from '../show-application.ts';

async function save(visit: MemberVisit): Promise<PageAnswer> {
  const { context, form, params } = visit;
  const clientId = params.client ?? '';
  const profiles = form.getAll('profile');
  const decision = await updateClient(context.engine, { service: await getService(context), clientId, input: { profiles } });
  switch (decision.action) {
    case 'save':
      recordEvent(visit, { event: 'app_updated', target: `app:${decision.client.clientId}`, details: { name: decision.client.name } });
      return { answer: 'go', to: withNotice(`/applications/${decision.client.number}`, 'application_saved') };
    case 'reject':
      return showApplication(visit, () => ({
        errors: {},
        notice: { tone: 'danger', text: `Not saved: ${decision.faults.map(({ detail }) => detail).join(', ')}.` },
      }));
    case 'not_found':
      return notFound;
    case 'refuse':
      return { answer: 'refuse', status: 400, text: decision.error.message };
  }
}

/** `/applications/{id}/profiles`: switches the profiles of an application. */
export const applicationProfilesPage: Page = definePage({
  access: 'admin',
  routes: [{ method: 'POST', path: '/applications/:client/profiles', run: save }],
});

import { deleteClient, updateClient } from '../../engine/clients/manage-clients.ts';
import { readApplicationForm, toApplicationErrors, toApplicationValues, toClientInput } from '../forms/application-form.ts';
import { getService } from '../get-service.ts';
import { withNotice } from '../notices.ts';
import { definePage, type MemberVisit, notFound, type Page, type PageAnswer } from '../page.ts';
import { recordEvent } from '../record-event.ts';
import { showApplication } from '../show-application.ts';

async function save(visit: MemberVisit): Promise<PageAnswer> {
  const { context, form, params } = visit;
  const clientId = params.client ?? '';
  const values = readApplicationForm(form);
  const service = await getService(context);
  const found = await context.engine.facts.findClient(service.id, clientId);
  if (found === undefined) return notFound;
  const input = toClientInput(values, found.client.grantTypes);
  const decision = await updateClient(context.engine, { service, clientId, input });
  switch (decision.action) {
    case 'save':
      recordEvent(visit, { event: 'app_updated', target: `app:${decision.client.clientId}`, details: { name: decision.client.name } });
      return { answer: 'go', to: withNotice(`/applications/${decision.client.number}`, 'application_saved') };
    case 'reject':
      return showApplication(visit, ({ client }) => ({
        values: { ...values, clientType: toApplicationValues(client).clientType },
        errors: toApplicationErrors(decision.faults),
      }));
    case 'not_found':
      return notFound;
    case 'refuse':
      return { answer: 'refuse', status: 400, text: decision.error.message };
  }
}

async function remove(visit: MemberVisit): Promise<PageAnswer> {
  const { context, params } = visit;
  const clientId = params.client ?? '';
  const decision = await deleteClient(context.engine, { service: await getService(context), clientId });
  switch (decision.action) {
    case 'delete':
      recordEvent(visit, { event: 'app_deleted', target: `app:${clientId}` });
      return { answer: 'go', to: withNotice('/applications', 'application_deleted') };
    case 'not_found':
      return notFound;
    case 'refuse':
      return { answer: 'refuse', status: 400, text: decision.error.message };
  }
}

/** `/applications/{id}`: one application's settings. */
export const applicationPage: Page = definePage({
  access: 'admin',
  routes: [
    { method: 'GET', path: '/applications/:client', run: (visit) => showApplication(visit) },
    { method: 'POST', path: '/applications/:client', run: save },
    { method: 'POST', path: '/applications/:client/delete', run: remove },
  ],
});

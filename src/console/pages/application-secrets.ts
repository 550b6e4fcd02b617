import { createClientSecret, deleteClientSecret } from '../../engine/clients/manage-client-secrets.ts';
import { getService } from '../get-service.ts';
import { withNotice } from '../notices.ts';
import { definePage, type MemberVisit, notFound, type Page, type PageAnswer } from '../page.ts';
import { recordEvent } from '../record-event.ts';
import { showApplication } from '../show-application.ts';

async function create(visit: MemberVisit): Promise<PageAnswer> {
  const { context, params } = visit;
  const clientId = params.client ?? '';
  const decision = await createClientSecret(context.engine, { service: await getService(context), clientId });
  switch (decision.action) {
    case 'create':
      recordEvent(visit, { event: 'app_secret_created', target: `app:${clientId}`, details: { secret_id: decision.clientSecret.id } });
      return showApplication(visit, () => ({ createdSecret: decision.full.reveal() }));
    case 'reject':
      return showApplication(visit, () => ({
        errors: {},
        notice: { tone: 'danger', text: `No secret was made: ${decision.faults.map(({ detail }) => detail).join(', ')}.` },
      }));
    case 'not_found':
      return notFound;
    case 'refuse':
      return { answer: 'refuse', status: 400, text: decision.error.message };
  }
}

async function remove(visit: MemberVisit): Promise<PageAnswer> {
  const { context, params } = visit;
  const { client: clientId = '', secret: secretId = '' } = params;
  const decision = await deleteClientSecret(context.engine, { service: await getService(context), clientId, secretId });
  switch (decision.action) {
    case 'delete':
      recordEvent(visit, { event: 'app_secret_deleted', target: `app:${clientId}`, details: { secret_id: secretId } });
      return { answer: 'go', to: withNotice(`/applications/${clientId}`, 'secret_deleted') };
    case 'reject':
    case 'not_found':
      return notFound;
    case 'refuse':
      return { answer: 'refuse', status: 400, text: decision.error.message };
  }
}

/** `/applications/{id}/secrets`: makes and deletes an application's secrets. */
export const applicationSecretsPage: Page = definePage({
  access: 'admin',
  routes: [
    { method: 'POST', path: '/applications/:client/secrets', run: create },
    { method: 'POST', path: '/applications/:client/secrets/:secret/delete', run: remove },
  ],
});

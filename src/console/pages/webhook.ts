import { deleteEndpoint, type EndpointDecision, rotateEndpointSecret, updateEndpoint } from '../../broker/webhooks/manage-endpoints.ts';
import { replayDelivery, testEndpoint } from '../../broker/webhooks/send-again.ts';
import { seconds } from '../../protocol/units.ts';
import { readWebhookForm, toEndpointInput, toWebhookErrors } from '../forms/webhook-form.ts';
import { type NoticeName, withNotice } from '../notices.ts';
import { definePage, type MemberVisit, notFound, type Page, type PageAnswer } from '../page.ts';
import { recordEvent } from '../record-event.ts';
import { showWebhook } from '../show-webhook.ts';

const overlap = seconds(86_400);

const idOf = ({ params }: MemberVisit): string => params.id ?? '';
const back = (visit: MemberVisit, notice: NoticeName): PageAnswer => ({ answer: 'go', to: withNotice(`/webhooks/${idOf(visit)}`, notice) });

function tellUpdated(visit: MemberVisit, decision: Extract<EndpointDecision, { action: 'saved' }>): void {
  const { id, url, disabled } = decision.endpoint;
  recordEvent(visit, { event: 'webhook_updated', target: `webhook:${id}`, details: { url, enabled: disabled === undefined } });
}

async function save(visit: MemberVisit): Promise<PageAnswer> {
  const values = readWebhookForm(visit.form);
  const decision = await updateEndpoint(visit.context.webhooks, idOf(visit), toEndpointInput(values));
  switch (decision.action) {
    case 'saved':
      tellUpdated(visit, decision);
      return back(visit, 'webhook_saved');
    case 'refuse':
      return showWebhook(visit, { values, errors: toWebhookErrors(decision.fault) });
    case 'not_found':
      return notFound;
  }
}

const enable =
  (isEnabled: boolean) =>
  async (visit: MemberVisit): Promise<PageAnswer> => {
    const decision = await updateEndpoint(visit.context.webhooks, idOf(visit), { isEnabled });
    if (decision.action !== 'saved') return notFound;
    tellUpdated(visit, decision);
    return back(visit, 'webhook_saved');
  };

async function rotate(visit: MemberVisit): Promise<PageAnswer> {
  const decision = await rotateEndpointSecret(visit.context.webhooks, idOf(visit), overlap);
  if (decision.action !== 'saved') return notFound;
  recordEvent(visit, { event: 'webhook_secret_rotated', target: `webhook:${decision.endpoint.id}` });
  return showWebhook(visit, { createdSecret: decision.endpoint.secret.reveal() });
}

async function sendTest(visit: MemberVisit): Promise<PageAnswer> {
  const sent = await testEndpoint(visit.context.webhooks, idOf(visit));
  return sent === undefined ? notFound : back(visit, 'webhook_sent');
}

async function replay(visit: MemberVisit): Promise<PageAnswer> {
  const sent = await replayDelivery(visit.context.webhooks, idOf(visit), visit.params.delivery ?? '');
  return sent === undefined ? notFound : back(visit, 'webhook_sent');
}

async function remove(visit: MemberVisit): Promise<PageAnswer> {
  if (!(await deleteEndpoint(visit.context.webhooks, idOf(visit)))) return notFound;
  recordEvent(visit, { event: 'webhook_deleted', target: `webhook:${idOf(visit)}` });
  return { answer: 'go', to: withNotice('/webhooks', 'webhook_deleted') };
}

/** `/webhooks/{id}`: one webhook, with what it was told. */
export const webhookPage: Page = definePage({
  access: 'admin',
  routes: [
    { method: 'GET', path: '/webhooks/:id', run: (visit) => showWebhook(visit) },
    { method: 'POST', path: '/webhooks/:id', run: save },
    { method: 'POST', path: '/webhooks/:id/enable', run: enable(true) },
    { method: 'POST', path: '/webhooks/:id/disable', run: enable(false) },
    { method: 'POST', path: '/webhooks/:id/rotate-secret', run: rotate },
    { method: 'POST', path: '/webhooks/:id/test', run: sendTest },
    { method: 'POST', path: '/webhooks/:id/deliveries/:delivery/replay', run: replay },
    { method: 'POST', path: '/webhooks/:id/delete', run: remove },
  ],
});

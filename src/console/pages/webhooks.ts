import { createEndpoint } from '../../broker/webhooks/manage-endpoints.ts';
import { readWebhookForm, toEndpointInput, toWebhookErrors } from '../forms/webhook-form.ts';
import { definePage, type MemberVisit, notFound, type Page, type PageAnswer } from '../page.ts';
import { recordEvent } from '../record-event.ts';
import { eventChoices, showWebhook, standingOf } from '../show-webhook.ts';
import { renderWebhooksPage, type WebhooksPageProps } from '../views/webhooks.ts';

const empty: Pick<WebhooksPageProps, 'values' | 'errors'> = { values: { url: '', description: '', eventTypes: [] }, errors: {} };

async function showWith({ context, frame }: MemberVisit, typed: typeof empty, status: number): Promise<PageAnswer> {
  const endpoints = await context.webhooks.facts.listEndpoints();
  const webhooks = endpoints.map((endpoint) => ({ ...endpoint, standing: standingOf(endpoint) }));
  return { answer: 'show', status, page: renderWebhooksPage({ frame, webhooks, events: eventChoices, ...typed }) };
}

async function create(visit: MemberVisit): Promise<PageAnswer> {
  const values = readWebhookForm(visit.form);
  const decision = await createEndpoint(visit.context.webhooks, toEndpointInput(values), visit.user.id);
  switch (decision.action) {
    case 'saved': {
      const { id, url, secret } = decision.endpoint;
      recordEvent(visit, { event: 'webhook_created', target: `webhook:${id}`, details: { url } });
      return showWebhook({ ...visit, params: { id } }, { createdSecret: secret.reveal() });
    }
    case 'refuse':
      return showWith(visit, { values, errors: toWebhookErrors(decision.fault) }, 400);
    case 'not_found':
      return notFound;
  }
}

/** `/webhooks`: who is told of what happens to connections, and the form that adds more. */
export const webhooksPage: Page = definePage({
  access: 'admin',
  routes: [
    { method: 'GET', path: '/webhooks', run: (visit) => showWith(visit, empty, 200) },
    { method: 'POST', path: '/webhooks', run: create },
  ],
});

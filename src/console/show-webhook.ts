import type { WebhookEndpoint } from '../broker/model/webhook.ts';
import { webhookEventTypes } from '../broker/webhooks/event-types.ts';
import { type MemberVisit, notFound, type PageAnswer } from './page.ts';
import type { WebhookStanding } from './views/parts/webhook-chip.ts';
import type { EventChoice } from './views/parts/webhook-fields.ts';
import { renderWebhookPage, type WebhookPageProps } from './views/webhook.ts';

const pageSize = 25;

/** The events somebody may choose. A test is sent to whom it is meant for, and cannot be chosen. */
export const eventChoices: readonly EventChoice[] = Object.entries(webhookEventTypes)
  .filter(([type]) => type !== 'endpoint.test')
  .map(([type, summary]) => ({ type, summary }));

/** How an endpoint stands, in one word. */
export const standingOf = ({ disabled, failingSince }: WebhookEndpoint): WebhookStanding => {
  if (disabled !== undefined) return 'disabled';
  return failingSince === undefined ? 'ok' : 'failing';
};

const causes = {
  operator: 'An administrator disabled it.',
  gone: 'It answered 410 Gone: it wants no more messages.',
  failing: 'It failed for five days without a success.',
} as const;

/** The page of the webhook the path names, changed by what a form led to. */
export async function showWebhook(
  { context, frame, params, query }: MemberVisit,
  change: Partial<Pick<WebhookPageProps, 'values' | 'errors' | 'createdSecret'>> = {},
): Promise<PageAnswer> {
  const { facts, clock } = context.webhooks;
  const endpoint = await facts.findEndpoint(params.id ?? '');
  if (endpoint === undefined) return notFound;
  const now = clock();
  const before = query.get('before') ?? undefined;
  const deliveries = await facts.listDeliveries({ endpointId: endpoint.id, state: undefined, before, limit: pageSize });
  const last = deliveries.length < pageSize ? undefined : deliveries.at(-1);
  const { url, description, eventTypes, disabled, previousSecret } = endpoint;
  const page = renderWebhookPage({
    frame,
    now,
    id: endpoint.id,
    url,
    standing: standingOf(endpoint),
    cause: disabled === undefined ? undefined : causes[disabled.reason],
    createdAt: endpoint.createdAt,
    previousSecretUntil: previousSecret !== undefined && previousSecret.until > now ? previousSecret.until : undefined,
    values: { url, description, eventTypes },
    errors: {},
    events: eventChoices,
    deliveries: deliveries.map(({ event, ...delivery }) => ({ ...delivery, type: event.type, at: event.at, payload: event.payload })),
    olderPath: last === undefined ? undefined : `/webhooks/${endpoint.id}?before=${last.id}`,
    ...change,
  });
  return { answer: 'show', status: change.errors === undefined ? 200 : 400, page };
}

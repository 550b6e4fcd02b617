import { type JsonObject, textOf } from '../../api/read-answer.ts';
import { describeTime } from '../../describe-time.ts';
import { renderFacts, renderTable } from '../../table.ts';

const typesOf = ({ event_types: types }: JsonObject): string => (Array.isArray(types) && types.length > 0 ? types.join(' ') : 'all');

const standingOf = (webhook: JsonObject): string => {
  if (webhook.enabled !== true) return `disabled (${textOf(webhook, 'disabled_reason')})`;
  const since = describeTime(webhook.failing_since);
  return since === 'never' ? 'ok' : `failing since ${since}`;
};

/** Webhooks as a table. */
export const renderWebhooks = (webhooks: readonly JsonObject[]): string =>
  renderTable(
    ['id', 'url', 'events', 'state', 'description'],
    webhooks.map((webhook) => [
      textOf(webhook, 'id'),
      textOf(webhook, 'url'),
      typesOf(webhook),
      standingOf(webhook),
      textOf(webhook, 'description'),
    ]),
  );

/** A time as a fact of its own, if there is one. */
const timeFact = (name: string, time: unknown): readonly (readonly [string, string])[] => {
  const described = describeTime(time);
  return described === 'never' ? [] : [[name, described]];
};

/** A webhook in full, a line for each fact. */
export const describeWebhook = (webhook: JsonObject): string =>
  renderFacts([
    ['id', textOf(webhook, 'id')],
    ['url', textOf(webhook, 'url')],
    ['description', textOf(webhook, 'description') || '–'],
    ['events', typesOf(webhook)],
    ['state', standingOf(webhook)],
    ...timeFact('held back until', webhook.paused_until),
    ...timeFact('old secret ends', webhook.previous_secret_expires_at),
    ['created', describeTime(webhook.created_at)],
    ['changed', describeTime(webhook.updated_at)],
  ]);

/** Of an answer, the beginning of its first line is enough in a table. */
const firstLine = (text: string): string => (text.split('\n', 1)[0] ?? '').slice(0, 60);

/** Deliveries as a table. */
export const renderDeliveries = (deliveries: readonly JsonObject[]): string =>
  renderTable(
    ['id', 'event', 'state', 'attempts', 'last attempt', 'status', 'response'],
    deliveries.map((delivery) => [
      textOf(delivery, 'id'),
      textOf(delivery, 'event_type'),
      textOf(delivery, 'state'),
      String(delivery.attempts),
      describeTime(delivery.last_attempt_at),
      typeof delivery.last_status === 'number' ? String(delivery.last_status) : '–',
      firstLine(textOf(delivery, 'last_response')),
    ]),
  );

import type { Option } from '../../command.ts';
import { CommandFailure } from '../../command-failure.ts';

/** The flags that say how a webhook is to be. */
export const webhookFlags: {
  readonly event: Option & { readonly value: string; readonly isRepeatable: true };
  readonly 'all-events': Option;
  readonly description: Option & { readonly value: string };
} = {
  event: { value: 'type', isRepeatable: true, summary: 'An event it is told of, such as connection.degraded.' },
  'all-events': { summary: 'It is told of every event.' },
  description: { value: 'text', summary: 'What you call it.' },
};

/** What was typed of {@link webhookFlags}. */
export interface TypedWebhookFlags {
  readonly event: readonly string[];
  readonly 'all-events': boolean;
  readonly description: string | undefined;
}

/**
 * The members of a request's body that the flags name.
 *
 * @throws CommandFailure if they contradict each other
 */
export function decodeWebhookFlags({ event, 'all-events': all, description }: TypedWebhookFlags): Readonly<Record<string, unknown>> {
  if (all && event.length > 0) throw new CommandFailure('--event and --all-events contradict each other');
  return {
    ...(all || event.length > 0 ? { event_types: event } : {}),
    ...(description === undefined ? {} : { description }),
  };
}

/** Where a webhook is in the API. */
export const webhookPath = (id: string): string => `/api/v2/webhooks/${encodeURIComponent(id)}`;

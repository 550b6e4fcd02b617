import type { WebhookEndpoint } from '../model/webhook.ts';
import { findUrlFault } from '../outbound/public-url.ts';
import { isWebhookEventType, type WebhookEventType } from './event-types.ts';

/** What somebody wants of an endpoint; what is left out stays as it is, or gets its default. */
export interface EndpointInput {
  readonly url?: string | undefined;
  readonly description?: string | undefined;
  readonly eventTypes?: readonly string[] | undefined;
  readonly isEnabled?: boolean | undefined;
}

/** The settings of an endpoint as far as people choose them. */
export type EndpointChoice = Pick<WebhookEndpoint, 'url' | 'description' | 'eventTypes'>;

/** The input is not usable: the field by its wire name, and why. */
export interface EndpointFault {
  readonly field: 'url' | 'description' | 'event_types';
  readonly detail: string;
}

const longestDescription = 200;
const isNotType = (text: string): boolean => !isWebhookEventType(text);
const byName = (types: readonly string[]): readonly WebhookEventType[] => [...new Set(types)].filter(isWebhookEventType).sort();

/** Judges what was asked for over what there is: the settings to keep, or the first fault. */
export function judgeEndpointInput(input: EndpointInput, present: EndpointChoice, allowPrivate: boolean): EndpointChoice | EndpointFault {
  const { url = present.url, description = present.description, eventTypes = present.eventTypes } = input;
  const fault = findUrlFault(url, allowPrivate);
  if (fault !== undefined) return { field: 'url', detail: fault };
  if (description.length > longestDescription) return { field: 'description', detail: `At most ${longestDescription} characters.` };
  const unknown = eventTypes.find(isNotType);
  if (unknown !== undefined) return { field: 'event_types', detail: `${JSON.stringify(unknown)} is no type of event.` };
  return { url, description, eventTypes: byName(eventTypes) };
}

import { type Html, html } from '../../html.ts';
import { renderChoices } from './choices.ts';
import { renderField } from './field.ts';

/** What a form says about a webhook. */
export interface WebhookFormValues {
  readonly url: string;
  readonly description: string;
  readonly eventTypes: readonly string[];
}

/** What is wrong, by the field it is about. */
export type WebhookFormErrors = Readonly<Partial<Record<'url' | 'description' | 'event_types', string>>>;

/** A type of event somebody may choose. */
export interface EventChoice {
  readonly type: string;
  readonly summary: string;
}

/** The fields of a webhook's form. */
export const renderWebhookFields = (
  values: WebhookFormValues,
  errors: WebhookFormErrors,
  events: readonly EventChoice[],
): Html => html`${renderField({
  name: 'url',
  label: 'URL',
  type: 'url',
  value: values.url,
  hint: 'https, on a public address. Each message is a signed POST.',
  maxLength: 2048,
  autocomplete: 'off',
  ...(errors.url !== undefined && { error: errors.url }),
})}
${renderField({
  name: 'description',
  label: 'Description',
  value: values.description,
  required: false,
  maxLength: 200,
  autocomplete: 'off',
  ...(errors.description !== undefined && { error: errors.description }),
})}
${renderChoices({
  type: 'checkbox',
  name: 'event_types',
  legend: 'Is told of',
  hint: errors.event_types ?? 'Choose nothing for all events.',
  choices: events.map(({ type, summary }) => ({ value: type, label: type, hint: summary, isChosen: values.eventTypes.includes(type) })),
})}`;

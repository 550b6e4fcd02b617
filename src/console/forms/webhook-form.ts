import type { EndpointFault, EndpointInput } from '../../broker/webhooks/judge-endpoint-input.ts';
import type { WebhookFormErrors, WebhookFormValues } from '../views/parts/webhook-fields.ts';

/** Reads what somebody typed about a webhook. */
export const readWebhookForm = (form: URLSearchParams): WebhookFormValues => ({
  url: (form.get('url') ?? '').trim(),
  description: (form.get('description') ?? '').trim(),
  eventTypes: form.getAll('event_types'),
});

/** What was typed, as the rule takes it. */
export const toEndpointInput = ({ url, description, eventTypes }: WebhookFormValues): EndpointInput => ({ url, description, eventTypes });

/** What is wrong, beside the field it is about. */
export const toWebhookErrors = ({ field, detail }: EndpointFault): WebhookFormErrors => ({ [field]: detail });

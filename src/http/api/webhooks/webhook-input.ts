import Type from 'typebox';
import { webhookEventTypes } from '../../../broker/webhooks/event-types.ts';
import type { EndpointInput } from '../../../broker/webhooks/judge-endpoint-input.ts';
import type { EndpointDecision } from '../../../broker/webhooks/manage-endpoints.ts';
import { ApiError } from '../api-error.ts';

/** The fields of an endpoint that people choose, besides its URL. */
export const webhookFields: {
  readonly description: Type.TOptional<Type.TString>;
  readonly event_types: Type.TOptional<Type.TArray<Type.TString>>;
  readonly enabled: Type.TOptional<Type.TBoolean>;
} = {
  description: Type.Optional(Type.String({ maxLength: 200 })),
  event_types: Type.Optional(
    Type.Array(Type.String(), { maxItems: 50, description: `Empty is all of ${Object.keys(webhookEventTypes).join(', ')}.` }),
  ),
  enabled: Type.Optional(Type.Boolean()),
};

/** Which endpoint. */
export const webhookParams: Type.TObject<{ webhook: Type.TString }> = Type.Object({
  webhook: Type.String({ description: "The endpoint's id." }),
});

/** Decodes the body of a request that makes or changes an endpoint. */
export const decodeWebhookInput = (body: {
  readonly url?: string;
  readonly description?: string;
  readonly event_types?: readonly string[];
  readonly enabled?: boolean;
}): EndpointInput => ({ url: body.url, description: body.description, eventTypes: body.event_types, isEnabled: body.enabled });

/** There is no such endpoint. */
export const webhookNotFound = (): ApiError => new ApiError(404, 'There is no such webhook.');

/** Why an endpoint was not saved, as the REST API tells it. */
export function webhookRefused(decision: Exclude<EndpointDecision, { action: 'saved' }>): ApiError {
  if (decision.action === 'not_found') return webhookNotFound();
  return new ApiError(400, 'The webhook is not valid.', { validations: [decision.fault] });
}

import { randomBytes } from 'node:crypto';
import { Secret } from '../../protocol/secret.ts';
import { after, type Seconds } from '../../protocol/units.ts';
import type { WebhookEndpoint } from '../model/webhook.ts';
import { type EndpointFault, type EndpointInput, judgeEndpointInput } from './judge-endpoint-input.ts';
import type { Webhooks } from './ports.ts';
import { formatWebhookSecret } from './sign-webhook.ts';

/** What became of a change of an endpoint. */
export type EndpointDecision =
  | { readonly action: 'saved'; readonly endpoint: WebhookEndpoint }
  | { readonly action: 'refuse'; readonly fault: EndpointFault }
  | { readonly action: 'not_found' };

/** The most endpoints a deployment may have: each is asked about at every round. */
const maxEndpoints = 50;

/** 32 random bytes: Standard Webhooks asks for 24 at least. */
const freshSecret = (): Secret => new Secret(formatWebhookSecret(randomBytes(32)));

const unset = { url: '', description: '', eventTypes: [] } as const;

/** Makes an endpoint. Its secret is shown now, and never again. */
export async function createEndpoint(webhooks: Webhooks, input: EndpointInput, createdBy: string): Promise<EndpointDecision> {
  const choice = judgeEndpointInput(input, unset, webhooks.allowPrivate);
  if ('field' in choice) return { action: 'refuse', fault: choice };
  if ((await webhooks.facts.listEndpoints()).length >= maxEndpoints) {
    return { action: 'refuse', fault: { field: 'url', detail: `There are ${maxEndpoints} endpoints. Delete one first.` } };
  }
  const now = webhooks.clock();
  const endpoint: WebhookEndpoint = {
    ...choice,
    id: webhooks.mint.id(),
    secret: freshSecret(),
    previousSecret: undefined,
    createdBy,
    createdAt: now,
    updatedAt: now,
    revision: 1,
    disabled: input.isEnabled === false ? { reason: 'operator', at: now } : undefined,
    failingSince: undefined,
    pausedUntil: undefined,
  };
  await webhooks.commit([{ change: 'insert_endpoint', endpoint }]);
  return { action: 'saved', endpoint };
}

/** Changes what was named in the input. Enabling an endpoint forgives its failures; what it still was to be told is sent then. */
export async function updateEndpoint(webhooks: Webhooks, endpointId: string, input: EndpointInput): Promise<EndpointDecision> {
  for (;;) {
    const present = await webhooks.facts.findEndpoint(endpointId);
    if (present === undefined) return { action: 'not_found' };
    const choice = judgeEndpointInput(input, present, webhooks.allowPrivate);
    if ('field' in choice) return { action: 'refuse', fault: choice };
    const now = webhooks.clock();
    const standing =
      input.isEnabled === true
        ? { disabled: undefined, failingSince: undefined, pausedUntil: undefined }
        : {
            disabled: input.isEnabled === false ? (present.disabled ?? { reason: 'operator' as const, at: now }) : present.disabled,
            failingSince: present.failingSince,
            pausedUntil: present.pausedUntil,
          };
    const fields = { ...choice, ...standing, updatedAt: now };
    const { outcome } = await webhooks.commit([{ change: 'update_endpoint', endpointId, revision: present.revision, fields }]);
    if (outcome === 'committed') return { action: 'saved', endpoint: { ...present, ...fields, revision: present.revision + 1 } };
  }
}

/** Gives an endpoint a new secret; the old one signs beside it for `overlap`, so that receivers can change without a gap. */
export async function rotateEndpointSecret(webhooks: Webhooks, endpointId: string, overlap: Seconds): Promise<EndpointDecision> {
  for (;;) {
    const present = await webhooks.facts.findEndpoint(endpointId);
    if (present === undefined) return { action: 'not_found' };
    const now = webhooks.clock();
    const { revision } = present;
    const secrets = { secret: freshSecret(), previousSecret: { secret: present.secret, until: after(now, overlap) } };
    const { outcome } = await webhooks.commit([{ change: 'rotate_endpoint_secret', endpointId, revision, ...secrets, at: now }]);
    if (outcome === 'committed') return { action: 'saved', endpoint: { ...present, ...secrets, updatedAt: now, revision: revision + 1 } };
  }
}

/** Deletes an endpoint with its deliveries. @returns false if there is none. */
export async function deleteEndpoint({ commit }: Webhooks, endpointId: string): Promise<boolean> {
  const { outcome } = await commit([
    { change: 'delete_endpoint', endpointId },
    { change: 'delete_deliveries_of', endpointId },
  ]);
  return outcome === 'committed';
}

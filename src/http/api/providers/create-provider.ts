import { createProvider as create } from '../../../broker/provider-settings/save-provider.ts';
import { actorOf } from '../actor.ts';
import { callingUser } from '../calling-user.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { encodeProvider, providerBody } from './provider-body.ts';
import { decodeProviderInput, providerInput } from './provider-input.ts';
import { savedProvider } from './saved-provider.ts';

/** Configures a new provider. */
export const createProvider: Operation = defineOperation({
  name: 'createProvider',
  method: 'POST',
  path: '/api/v2/external-auth-providers',
  tag: 'Providers',
  summary: 'Add a provider.',
  description: 'It works at once here, and within two seconds on other nodes. What is not set is the default of the type.',
  authorization: { who: 'user', scope: 'all', role: 'admin' },
  body: providerInput,
  answers: { 201: { description: 'The provider.', body: providerBody } },
  async run({ body, caller, request, rooms }) {
    const outcome = await create(rooms.catalog, decodeProviderInput(body), callingUser(caller).user.id);
    const { provider, fields } = savedProvider(outcome);
    rooms.identity.audit.record({
      event: 'provider_created',
      ...actorOf(caller, request),
      target: `provider:${provider.id}`,
      details: { fields },
    });
    return { status: 201, body: encodeProvider(provider, rooms.accessUrl, 0) };
  },
});

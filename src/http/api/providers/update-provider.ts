import Type from 'typebox';
import { updateProvider as update } from '../../../broker/provider-settings/save-provider.ts';
import { actorOf } from '../actor.ts';
import { callingUser } from '../calling-user.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { encodeProvider, providerBody } from './provider-body.ts';
import { decodeProviderInput, type ProviderInputBody, settingsSchema } from './provider-input.ts';
import { providerIdParams } from './provider-params.ts';
import { savedProvider } from './saved-provider.ts';

const version = Type.Optional(Type.Integer({ minimum: 0, description: 'The version you saw. Left out, whatever is there is changed.' }));

/** Changes settings of a provider. */
export const updateProvider: Operation = defineOperation({
  name: 'updateProvider',
  method: 'PATCH',
  path: '/api/v2/external-auth-providers/{id}',
  tag: 'Providers',
  summary: "Change a provider's settings.",
  description:
    'Settings that are not named stay. `null` takes one away, so that the default holds again. What the environment or the file sets cannot be changed here.',
  authorization: { who: 'user', scope: 'all', role: 'admin' },
  params: providerIdParams,
  body: Type.Unsafe<ProviderInputBody>(settingsSchema({ $id: 'ProviderChange' }, { version })),
  answers: { 200: { description: 'The provider.', body: providerBody } },
  async run({ params, body, caller, request, rooms }) {
    const seen = typeof body.version === 'number' ? body.version : undefined;
    const input = new Map(decodeProviderInput(body));
    input.delete('ID'); // the path names it, and it is never another
    const asked = { id: params.id, input, by: callingUser(caller).user.id, version: seen };
    const { provider, fields } = savedProvider(await update(rooms.catalog, asked));
    if (fields.length > 0) {
      rooms.identity.audit.record({
        event: 'provider_updated',
        ...actorOf(caller, request),
        target: `provider:${provider.id}`,
        details: { fields },
      });
    }
    const connections = await rooms.catalog.facts.countConnections();
    return { status: 200, body: encodeProvider(provider, rooms.accessUrl, connections.get(provider.id) ?? 0) };
  },
});

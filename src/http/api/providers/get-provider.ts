import { defineOperation, type Operation } from '../operation.ts';
import { encodeProvider, providerBody } from './provider-body.ts';
import { getEffective, providerIdParams } from './provider-params.ts';

/** Shows one provider's settings. */
export const getProvider: Operation = defineOperation({
  name: 'getProvider',
  method: 'GET',
  path: '/api/v2/external-auth-providers/{id}',
  tag: 'Providers',
  summary: 'Show one provider and its settings.',
  authorization: { who: 'user', scope: 'all', role: 'admin' },
  params: providerIdParams,
  answers: { 200: { description: 'The provider.', body: providerBody } },
  async run({ params, rooms }) {
    const provider = getEffective(rooms, params.id);
    const connections = await rooms.catalog.facts.countConnections();
    return { status: 200, body: encodeProvider(provider, rooms.accessUrl, connections.get(provider.id) ?? 0) };
  },
});

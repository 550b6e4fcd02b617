import Type from 'typebox';
import { defineOperation, type Operation } from '../operation.ts';
import { encodeProvider, providerBody } from './provider-body.ts';

/** Lists every provider with its settings. */
export const listProviders: Operation = defineOperation({
  name: 'listProviders',
  method: 'GET',
  path: '/api/v2/external-auth-providers',
  tag: 'Providers',
  summary: 'List the providers and their settings.',
  description: 'Each setting tells where it is from. What is stored and cannot be used is listed too, with its error.',
  authorization: { who: 'user', scope: 'all', role: 'admin' },
  answers: { 200: { description: 'Every provider, in its order.', body: Type.Object({ providers: Type.Array(providerBody) }) } },
  async run({ rooms: { catalog, accessUrl } }) {
    const connections = await catalog.facts.countConnections();
    const providers = catalog.effective.map((each) => encodeProvider(each, accessUrl, connections.get(each.id) ?? 0));
    return { status: 200, body: { providers } };
  },
});

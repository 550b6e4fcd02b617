import Type from 'typebox';
import { listLinks } from '../../../broker/hand-out/list-links.ts';
import { knownEndpoints } from '../../../broker/outbound/known-endpoints.ts';
import { callingUser } from '../calling-user.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { linkBody, linkProviderBody } from './bodies.ts';
import { encodeLink, encodeLinkProvider } from './encode-link.ts';

/** Lists the providers and the caller's links, each tried. */
export const listExternalAuth: Operation = defineOperation({
  name: 'listExternalAuth',
  method: 'GET',
  path: '/api/v2/external-auth',
  tag: 'External auth',
  summary: 'List the providers and your linked accounts.',
  description: 'Tokens that expired are refreshed, and every token is tried at its provider unless that was done a short while ago.',
  authorization: { who: 'user', scope: 'external_auth:read' },
  answers: {
    200: {
      description: 'Every provider, and the accounts linked.',
      body: Type.Object({ providers: Type.Array(linkProviderBody), links: Type.Array(linkBody) }),
    },
  },
  async run({ caller, rooms: { broker } }) {
    const [links, providers] = await Promise.all([
      listLinks(broker, callingUser(caller).user.id),
      Promise.all(broker.providers.map(async (provider) => encodeLinkProvider(provider, await knownEndpoints(broker, provider)))),
    ]);
    return { status: 200, body: { providers, links: links.map((link) => encodeLink(link, broker.clock())) } };
  },
});

import Type from 'typebox';
import { linkUrl } from '../../../broker/hand-out/hand-out.ts';
import { listStoredLinks } from '../../../broker/hand-out/list-stored-links.ts';
import { knownEndpoints } from '../../../broker/outbound/known-endpoints.ts';
import { callingUser } from '../calling-user.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { linkBody, linkProviderBody, providerParams } from './bodies.ts';
import { encodeLink, encodeLinkProvider } from './encode-link.ts';
import { getProvider } from './get-provider.ts';

/** Lists the caller's accounts at a provider by what is kept of them. */
export const listExternalAuthLinks: Operation = defineOperation({
  name: 'listExternalAuthLinks',
  method: 'GET',
  path: '/api/v2/external-auth/{externalauth}/links',
  tag: 'External auth',
  summary: 'List your accounts at a provider as they are kept.',
  description:
    'Tries and refreshes nothing, so it may be asked often, as by who waits for an account to be linked in a browser: a link that was not there is new, and one with a greater `generation` and no `last_refreshed_at` was linked again.',
  authorization: { who: 'user', scope: 'external_auth:read' },
  params: providerParams,
  answers: {
    200: {
      description: 'The provider, and the accounts.',
      body: Type.Object({
        provider: linkProviderBody,
        url: Type.String({ description: 'Where accounts are linked in a browser.' }),
        links: Type.Array(linkBody),
      }),
    },
  },
  async run({ caller, params, rooms }) {
    const { broker } = rooms;
    const provider = getProvider(rooms, params.externalauth);
    const links = await listStoredLinks(broker, callingUser(caller).user.id);
    const now = broker.clock();
    return {
      status: 200,
      body: {
        provider: encodeLinkProvider(provider, await knownEndpoints(broker, provider)),
        url: linkUrl(broker, provider),
        links: links.filter(({ connection }) => connection.providerId === provider.id).map((link) => encodeLink(link, now)),
      },
    };
  },
});

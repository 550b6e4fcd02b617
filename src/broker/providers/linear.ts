import { membersOf, textIn, withSpacedScope } from './members.ts';
import type { ProviderType } from './provider-type.ts';

const whoAmI = '{ viewer { id displayName email } organization { urlKey } }';

/** Linear. A user is one of a workspace: the same person has another id in the next one. */
export const linear: ProviderType = {
  type: 'linear',
  docs: 'https://linear.app/developers/oauth-2-0-authentication',
  displayName: 'Linear',
  displayIcon: '/icon/linear.svg',
  defaults: {
    authUrl: 'https://linear.app/oauth/authorize',
    tokenUrl: 'https://api.linear.app/oauth/token',
    revokeUrl: 'https://api.linear.app/oauth/revoke',
    apiBaseUrl: 'https://api.linear.app/graphql',
    clientAuth: 'client_secret_post',
    scopes: ['read', 'write'],
    pkceMethod: 'S256',
  },
  scopeSeparator: ',',
  anotherAccountParameters: { prompt: 'consent' },
  readTokenAnswer: withSpacedScope,
  accountRequest: ({ apiBaseUrl }) =>
    apiBaseUrl === undefined
      ? undefined
      : { method: 'POST', url: apiBaseUrl, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: whoAmI }) },
  readAccount: ({ answer }) => {
    const { viewer: user, organization } = membersOf(membersOf(answer).data);
    const viewer = membersOf(user);
    const id = textIn(viewer, 'id');
    if (id === undefined) return undefined;
    const name = textIn(viewer, 'displayName', 'email') ?? id;
    const workspace = textIn(membersOf(organization), 'urlKey');
    return { id, name: workspace === undefined ? name : `${workspace}/${name}` };
  },
};

import { formRequest } from '../outbound/client-request.ts';
import { textIn } from './members.ts';
import type { ProviderType } from './provider-type.ts';
import { readJwtClaims } from './read-jwt-claims.ts';

/** JFrog Artifactory, at the host of `AUTH_URL`. Its token endpoint knows the client by a Bearer token: the client secret. */
export const jfrog: ProviderType = {
  type: 'jfrog',
  docs: 'https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens',
  displayName: 'JFrog Artifactory',
  displayIcon: '/icon/jfrog.svg',
  defaults: {
    tokenUrl: '/access/api/v1/integrations/{client_id}/token',
    validateUrl: '/access/api/v1/system/ping',
    scopes: ['applied-permissions/user'],
    pkceMethod: 'none',
  },
  tokenRequest: ({ provider, url, parameters }) =>
    formRequest(url, { ...parameters, client_id: provider.clientId }, { authorization: `Bearer ${provider.clientSecret?.reveal() ?? ''}` }),
  accountRequest: () => undefined, // the validation request is a ping
  // The access token is a JWT whose subject is `<service id>/users/<name>`.
  readAccount: ({ token }) => {
    const [, name] = /\/users\/([^/]+)$/.exec(textIn(readJwtClaims(token.access_token), 'sub') ?? '') ?? [];
    return name === undefined ? undefined : { id: name, name };
  },
};

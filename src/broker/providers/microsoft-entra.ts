import { clientRequest } from '../outbound/client-request.ts';
import { readEntraAccount, siblingOfAuthorize } from './entra.ts';
import { membersOf, textIn } from './members.ts';
import type { ProviderType } from './provider-type.ts';

/** The scopes with which Microsoft Graph says who the user is. */
const graphScopes = ['User.Read', 'https://graph.microsoft.com/User.Read'];

/**
 * Microsoft Entra ID, through the second version of its endpoints. Accounts of every tenant are let in, unless `AUTH_URL` or `ISSUER`
 * names one.
 */
export const microsoftEntra: ProviderType = {
  type: 'microsoft-entra',
  docs: 'https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow',
  displayName: 'Microsoft Entra ID',
  displayIcon: '/icon/microsoft.svg',
  defaults: {
    authUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize',
    clientAuth: 'client_secret_post',
    scopes: ['openid', 'profile', 'email', 'offline_access', 'User.Read'],
    pkceMethod: 'S256',
  },
  derive: ({ authUrl, scopes }) => {
    const [tokenUrl, deviceCodeUrl] = [siblingOfAuthorize(authUrl, 'token'), siblingOfAuthorize(authUrl, 'devicecode')];
    return {
      ...(tokenUrl === undefined ? {} : { tokenUrl }),
      ...(deviceCodeUrl === undefined ? {} : { deviceCodeUrl }),
      ...(scopes.some((scope) => graphScopes.includes(scope)) ? { validateUrl: 'https://graph.microsoft.com/v1.0/me' } : {}),
    };
  },
  anotherAccountParameters: { prompt: 'select_account' },
  // A refresh names the scopes again: one refresh token serves several resources, and they say which.
  tokenRequest: ({ provider, url, clientAuth, parameters }) => {
    const repeatsScopes = parameters.grant_type === 'refresh_token' && provider.scopes.length > 0;
    return clientRequest(provider, url, clientAuth, { ...parameters, ...(repeatsScopes ? { scope: provider.scopes.join(' ') } : {}) });
  },
  readAccount: ({ answer, claims }) => {
    const user = membersOf(answer);
    const id = textIn(user, 'id');
    return id === undefined ? readEntraAccount({ claims }) : { id, name: textIn(user, 'userPrincipalName', 'mail', 'displayName') ?? id };
  },
};

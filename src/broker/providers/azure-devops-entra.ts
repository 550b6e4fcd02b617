import { clientRequest } from '../outbound/client-request.ts';
import { readEntraAccount, siblingOfAuthorize } from './entra.ts';
import type { ProviderType } from './provider-type.ts';

/** The id of Azure DevOps in every tenant. */
const resource = '499b84ac-1321-427f-aa17-267ca6975798';

/** Azure DevOps with an app of Microsoft Entra, through the first version of its endpoints. `AUTH_URL` names the tenant. */
export const azureDevopsEntra: ProviderType = {
  type: 'azure-devops-entra',
  docs: 'https://learn.microsoft.com/azure/devops/integrate/get-started/authentication/entra-oauth',
  displayName: 'Azure DevOps (Entra)',
  displayIcon: '/icon/azure-devops.svg',
  defaults: {
    clientAuth: 'client_secret_post',
    regex: /^(https?:\/\/)?dev\.azure\.com(\/.*)?$/,
    pkceMethod: 'none',
  },
  derive: ({ authUrl }) => {
    const tokenUrl = siblingOfAuthorize(authUrl, 'token');
    return tokenUrl === undefined ? {} : { tokenUrl };
  },
  authorizeParameters: () => ({ resource }),
  anotherAccountParameters: { prompt: 'select_account' },
  tokenRequest: ({ provider, url, clientAuth, parameters }) => {
    const repeatsScopes = parameters.grant_type === 'refresh_token' && provider.scopes.length > 0;
    const scope = repeatsScopes ? { scope: provider.scopes.join(' ') } : {};
    return clientRequest(provider, url, clientAuth, { ...parameters, ...scope, resource });
  },
  accountRequest: () => undefined,
  readAccount: readEntraAccount,
};

import { formRequest } from '../outbound/client-request.ts';
import { idIn, membersOf, textIn } from './members.ts';
import type { ProviderType } from './provider-type.ts';

/**
 * Azure DevOps with an app of its own. Codes and refresh tokens travel as assertions, and so does the client's secret
 * (https://learn.microsoft.com/azure/devops/integrate/get-started/authentication/azure-devops-oauth, read 2026-11-21).
 */
export const azureDevops: ProviderType = {
  type: 'azure-devops',
  docs: 'https://learn.microsoft.com/azure/devops/integrate/get-started/authentication/azure-devops-oauth',
  displayName: 'Azure DevOps',
  displayIcon: '/icon/azure-devops.svg',
  defaults: {
    authUrl: 'https://app.vssps.visualstudio.com/oauth2/authorize',
    tokenUrl: 'https://app.vssps.visualstudio.com/oauth2/token',
    apiBaseUrl: 'https://app.vssps.visualstudio.com',
    scopes: ['vso.code_write'],
    regex: /^(https?:\/\/)?dev\.azure\.com(\/.*)?$/,
    pkceMethod: 'none',
  },
  responseType: 'Assertion',
  tokenRequest: ({ provider, url, parameters, redirectUri }) => {
    const isRefresh = parameters.grant_type === 'refresh_token';
    return formRequest(url, {
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: provider.clientSecret?.reveal() ?? '',
      grant_type: isRefresh ? 'refresh_token' : 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: (isRefresh ? parameters.refresh_token : parameters.code) ?? '',
      redirect_uri: redirectUri,
    });
  },
  // Errors come as `Error` and `ErrorDescription`.
  readTokenAnswer: ({ Error: error, ErrorDescription: description, ...members }) =>
    typeof error === 'string' ? { error, error_description: description, ...members } : members,
  accountRequest: ({ apiBaseUrl }) =>
    apiBaseUrl === undefined ? undefined : { url: `${apiBaseUrl}/_apis/profile/profiles/me?api-version=7.1` },
  readAccount: ({ answer }) => {
    const profile = membersOf(answer);
    const id = idIn(profile, 'id');
    return id === undefined ? undefined : { id, name: textIn(profile, 'emailAddress', 'displayName') ?? id };
  },
};

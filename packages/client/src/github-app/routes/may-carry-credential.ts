import { expandUrl } from '../request/expand-url.ts';
import type { Endpoint } from '../request/request-types.ts';
import { mayAuthenticate } from './api-url.ts';

/** Whether a request goes where the app's credentials may go. A URL that begins with a placeholder is where its parameters say. */
export const mayCarryCredential = (endpoint: Endpoint, trustedHosts: readonly string[] = []): boolean => {
  const { url, baseUrl } = endpoint;
  return mayAuthenticate(url.startsWith('{') ? expandUrl(url, endpoint).url : url, baseUrl, trustedHosts);
};

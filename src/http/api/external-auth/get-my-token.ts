import type { Operation } from '../operation.ts';
import { getToken } from './get-token.ts';

/** Hands the caller's own token out, to whoever knows a URL and not the provider that serves it. */
export const getMyToken: Operation = getToken({
  name: 'getMyToken',
  path: '/api/v2/users/me/external-auth',
  tag: 'External auth',
  summary: 'Get a working access token of your account, by the URL it is for.',
  authorization: { who: 'user', scope: 'external_auth:access_token' },
});

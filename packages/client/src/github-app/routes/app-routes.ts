/** The paths GitHub answers to the app itself, authenticated with its JWT. */
const appRoutes: readonly string[] = [
  '/app',
  '/app/hook/config',
  '/app/hook/deliveries',
  '/app/hook/deliveries/{delivery_id}',
  '/app/hook/deliveries/{delivery_id}/attempts',
  '/app/installations',
  '/app/installations/{installation_id}',
  '/app/installations/{installation_id}/access_tokens',
  '/app/installations/{installation_id}/suspended',
  '/app/installation-requests',
  '/marketplace_listing/accounts/{account_id}',
  '/marketplace_listing/plan',
  '/marketplace_listing/plans',
  '/marketplace_listing/plans/{plan_id}/accounts',
  '/marketplace_listing/stubbed/accounts/{account_id}',
  '/marketplace_listing/stubbed/plan',
  '/marketplace_listing/stubbed/plans',
  '/marketplace_listing/stubbed/plans/{plan_id}/accounts',
  '/orgs/{org}/installation',
  '/repos/{owner}/{repo}/installation',
  '/users/{username}/installation',
  '/enterprises/{enterprise}/installation',
];

const pattern = new RegExp(`^(?:${appRoutes.map((route) => route.replaceAll(/\{\w+\}/g, '[^/]+')).join('|')})$`, 'i');

/**
 * Whether a path, as {@link apiPath} gives it, is answered to the app's JWT.
 *
 * A placeholder stands for one segment: `/repos/o/r/contents/installation` is a file of that name.
 */
export const isAppRoute = (path: string): boolean => pattern.test(path);

const clientRoute = /\/applications\/[^/]+\/(?:token|grant)s?/;

/** Whether a URL is answered to the client ID and secret; the answer is the same for templates, paths and full URLs. */
export const isClientRoute = (url: string): boolean => clientRoute.test(url);

const loginRoute = /\/login\/(?:oauth\/access_token|device\/code)$/;

/** Whether a URL is one of the two at which tokens begin: what proves the caller is in the body. */
export const isLoginRoute = (url: string): boolean => loginRoute.test(url);

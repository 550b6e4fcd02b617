import { beginSession } from '../../identity/sessions/sign-in.ts';
import type { SetUp } from '../../identity/setup/set-up-first-user.ts';
import { findLiveSetupLink, redeemSetupLink } from '../../identity/setup/setup-link.ts';
import { definePage, type Page, type PageAnswer, type Visit } from '../page.ts';
import { renderSetupPage } from '../views/setup.ts';
import { type FirstKey, renderSetupDonePage } from '../views/setup-done.ts';

const deadLink = 'This setup link does not work: it was used, or it is older than a day. Start the server again to get a new one.';

async function show({ context, query, csrfToken }: Visit): Promise<PageAnswer> {
  const setupToken = query.get('token') ?? '';
  if (await context.identity.facts.hasUsers()) return { answer: 'go', to: '/login' };
  const link = await findLiveSetupLink(context.identity, setupToken);
  if (link === undefined) return { answer: 'refuse', status: 403, text: deadLink };
  return { answer: 'show', page: renderSetupPage({ csrfToken, setupToken }) };
}

const describeKeys = ({ apiToken, serviceToken, organizationToken, serviceId }: SetUp): readonly FirstKey[] => [
  { id: 'api-token', label: 'API token', hint: 'Does everything you may do, at the REST API.', credential: apiToken.reveal() },
  { id: 'service-token', label: 'Service token', hint: `Opens the engine API of service ${serviceId}.`, credential: serviceToken.reveal() },
  {
    id: 'organization-token',
    label: 'Organization token',
    hint: 'Opens the engine API of every service.',
    credential: organizationToken.reveal(),
  },
];

async function submit({ context, origin, form, csrfToken, sessionToken }: Visit): Promise<PageAnswer> {
  const { identity, serviceId } = context;
  const setupToken = form.get('token') ?? '';
  const email = form.get('email') ?? '';
  const result = await redeemSetupLink(identity, { token: setupToken, email, password: form.get('password') ?? '', serviceId }, origin);
  if (result.action === 'refuse') {
    if (result.reason !== 'invalid') return { answer: 'refuse', status: 403, text: result.message };
    const notice = { tone: 'danger', text: result.message } as const;
    return { answer: 'show', status: 400, page: renderSetupPage({ csrfToken, setupToken, email, notice }) };
  }
  const signedIn = await beginSession(identity, result.user, { ...origin, previousToken: sessionToken }, ['pwd']);
  const page = renderSetupDonePage({ keys: describeKeys(result) });
  return { answer: 'show', page, ...(signedIn.action === 'signed_in' && { session: signedIn.token }) };
}

/** `/setup`: makes the owner with the one-time link, signs them in, and shows their first keys. */
export const setupPage: Page = definePage({
  access: 'anyone',
  routes: [
    { method: 'GET', path: '/setup', run: show },
    { method: 'POST', path: '/setup', run: submit },
  ],
});

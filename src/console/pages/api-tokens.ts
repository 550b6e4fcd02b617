import { createApiToken } from '../../identity/api-tokens/create-api-token.ts';
import { deleteApiToken } from '../../identity/api-tokens/delete-api-token.ts';
import { getService } from '../get-service.ts';
import { withNotice } from '../notices.ts';
import { definePage, type MemberVisit, notFound, type Page, type PageAnswer } from '../page.ts';
import { type ApiTokensPageProps, renderApiTokensPage } from '../views/api-tokens.ts';
import { readLifetime } from './read-lifetime.ts';

async function showWith(
  { context, user, frame }: MemberVisit,
  more: Pick<ApiTokensPageProps, 'created'> & { readonly refusal?: string },
): Promise<PageAnswer> {
  const { identity } = context;
  const [tokens, service] = await Promise.all([identity.facts.listApiTokens(user.id), getService(context)]);
  const { refusal, ...created } = more;
  const shownFrame = refusal === undefined ? frame : { ...frame, notice: { tone: 'danger', text: refusal } as const };
  const page = renderApiTokensPage({ frame: shownFrame, now: identity.clock(), tokens, scopes: service.scopes, ...created });
  return { answer: 'show', status: refusal === undefined ? 200 : 400, page };
}

async function create(visit: MemberVisit): Promise<PageAnswer> {
  const { context, user, origin, form } = visit;
  const known = new Set((await getService(context)).scopes.map(({ name }) => name));
  const chosen = form.getAll('scope');
  // Leaving unknown ones out could leave none, and none means everything.
  if (!chosen.every((scope) => known.has(scope))) return showWith(visit, { refusal: 'One of the scopes is not known here.' });
  const scopes = chosen.length === 0 ? undefined : chosen;
  const asked = { user, name: form.get('name') ?? '', scopes, lifetime: readLifetime(form), grantable: undefined };
  const made = await createApiToken(context.identity, asked, origin);
  if (made.action === 'refuse') return showWith(visit, { refusal: made.message });
  return showWith(visit, { created: { name: made.apiToken.name, credential: made.token.reveal() } });
}

async function remove({ context, user, origin, params }: MemberVisit): Promise<PageAnswer> {
  const deleted = await deleteApiToken(context.identity, { userId: user.id, apiTokenId: params.id ?? '' }, origin);
  return deleted.action === 'refuse' ? notFound : { answer: 'go', to: withNotice('/api-tokens', 'api_token_deleted') };
}

/** `/api-tokens`: the person's keys to the REST API. */
export const apiTokensPage: Page = definePage({
  access: 'member',
  routes: [
    { method: 'GET', path: '/api-tokens', run: (visit) => showWith(visit, {}) },
    { method: 'POST', path: '/api-tokens', run: create },
    { method: 'POST', path: '/api-tokens/:id/delete', run: remove },
  ],
});

import { type Health, healthOf } from '../../broker/health.ts';
import type { Provider } from '../../broker/model/provider.ts';
import { checkConnection } from '../../broker/validate/validate-connection.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import type { ConsoleContext } from '../context.ts';
import { definePage, type MemberVisit, notFound, type Page, type PageAnswer } from '../page.ts';
import { renderExternalAuthPage } from '../views/external-auth.ts';
import { deviceLinkPath } from './device-link.ts';

type State =
  | { readonly kind: 'linked'; readonly health: Health['state']; readonly expiresAt: EpochSeconds | undefined }
  | { readonly kind: 'failed'; readonly cause: string };

/** How the person's account at the provider is; its expired token is not refreshed for being looked at. */
async function readState({ broker }: ConsoleContext, provider: Provider, userId: string): Promise<State> {
  const connection = await broker.facts.findConnectionOf(userId, provider.id);
  if (connection === undefined) return { kind: 'failed', cause: `${provider.displayName} did not link an account.` };
  const health = healthOf(connection, provider.refreshes, broker.clock());
  if (health.state === 'needs_reauth') return { kind: 'failed', cause: health.cause };
  const isExpired = connection.expiresAt !== undefined && connection.expiresAt <= broker.clock();
  if (!isExpired) {
    const validation = await checkConnection(broker, provider, connection);
    if (validation.verdict === 'invalid') return { kind: 'failed', cause: validation.words };
  }
  return { kind: 'linked', health: health.state, expiresAt: connection.expiresAt };
}

async function show({ context, user, params, query }: MemberVisit): Promise<PageAnswer> {
  const provider = context.broker.providers.find(({ id }) => id === params.id);
  if (provider === undefined) return notFound;
  const state = await readState(context, provider, user.id);
  const { id, displayName: name, displayIcon: icon, deviceFlow } = provider;
  const linkPath = deviceFlow ? deviceLinkPath(id) : `/external-auth/${id}/callback`;
  // `redirected` says that the provider was just tried: going there once more would go round in circles.
  if (state.kind === 'failed' && query.get('redirected') !== 'true') return { answer: 'go', to: linkPath };
  return {
    answer: 'show',
    headers: { mayBePopup: true },
    page: renderExternalAuthPage({
      provider: { id, name, icon },
      now: context.broker.clock(),
      state: state.kind === 'failed' ? { ...state, retryAt: linkPath } : state,
    }),
  };
}

/** `/external-auth/{id}`: where a terminal sends people to link an account. */
export const externalAuthPage: Page = definePage({
  access: 'member',
  routes: [{ method: 'GET', path: '/external-auth/:id', run: show }],
});

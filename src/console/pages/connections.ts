import { chooseAccount } from '../../broker/connect/choose-account.ts';
import type { Connection } from '../../broker/model/connection.ts';
import type { Provider } from '../../broker/model/provider.ts';
import { refreshNow } from '../../broker/refresh/refresh-now.ts';
import { unlinkConnection } from '../../broker/unlink/unlink-connection.ts';
import { validateConnection } from '../../broker/validate/validate-connection.ts';
import { listProviderCards } from '../accounts.ts';
import { describeRefresh, describeUnlink, describeValidation } from '../connection-outcome.ts';
import { definePage, type MemberVisit, notFound, type Page, type PageAnswer } from '../page.ts';
import { recordEvent } from '../record-event.ts';
import { renderConnectionsPage } from '../views/connections.ts';
import type { Notice } from '../views/frame.ts';

/** Shows the page; after a form with what came of it, in the provider's words, which an address could not carry. */
async function showWith({ context, user, frame }: MemberVisit, notice: Notice | undefined): Promise<PageAnswer> {
  const providers = await listProviderCards(context, user.id);
  const shownFrame = notice === undefined ? frame : { ...frame, notice };
  return { answer: 'show', page: renderConnectionsPage({ frame: shownFrame, now: context.broker.clock(), providers }) };
}

/** Acts on the connection the path names, if it is the person's and its provider is still configured. */
const onConnection =
  (act: (visit: MemberVisit, provider: Provider, connection: Connection) => Promise<Notice>) =>
  async (visit: MemberVisit): Promise<PageAnswer> => {
    const { broker } = visit.context;
    const connection = await broker.facts.findConnection(visit.params.id ?? '');
    const provider = broker.providers.find(({ id }) => id === connection?.providerId);
    if (connection === undefined || provider === undefined || connection.userId !== visit.user.id) return notFound;
    return showWith(visit, await act(visit, provider, connection));
  };

const refresh = onConnection(async ({ context: { broker } }, provider, connection) =>
  describeRefresh(provider.displayName, await refreshNow(broker, provider, connection)),
);

const test = onConnection(async ({ context: { broker } }, provider, connection) =>
  describeValidation(provider.displayName, await validateConnection(broker, provider, connection)),
);

const unlink = onConnection(async (visit, provider, connection) => {
  const revocation = await unlinkConnection(visit.context.broker, provider, connection.id);
  const details = { revoked: revocation?.revoked ?? false, connection: connection.id };
  recordEvent(visit, { event: 'connection_unlinked', target: `provider:${provider.id}`, details });
  return describeUnlink(provider.displayName, revocation);
});

const choose = onConnection(async ({ context, user }, provider, { account }) => {
  const isChosen = await chooseAccount(context.broker, provider, user.id, account);
  return isChosen
    ? { tone: 'success', text: `${account} is meant from now on when a tool asks for ${provider.displayName} and names no account.` }
    : { tone: 'warning', text: `${account} is not linked any more.` };
});

/** `/connections`: the person's accounts at the providers. */
export const connectionsPage: Page = definePage({
  access: 'member',
  routes: [
    { method: 'GET', path: '/connections', run: (visit) => showWith(visit, undefined) },
    { method: 'POST', path: '/connections/:id/refresh', run: refresh },
    { method: 'POST', path: '/connections/:id/test', run: test },
    { method: 'POST', path: '/connections/:id/default', run: choose },
    { method: 'POST', path: '/connections/:id/unlink', run: unlink },
  ],
});

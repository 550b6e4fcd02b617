import { listLiveSessions } from '../../identity/sessions/end-session.ts';
import { listProviderCards } from '../accounts.ts';
import { listAuthorisedApps } from '../authorised-apps.ts';
import { definePage, type MemberVisit, type Page, type PageAnswer } from '../page.ts';
import { renderHomePage } from '../views/home.ts';

async function show({ context, user, frame }: MemberVisit): Promise<PageAnswer> {
  const { identity, accessUrl } = context;
  const [providers, apps, agents, tokens, sessions] = await Promise.all([
    listProviderCards(context, user.id),
    listAuthorisedApps(context, user.id),
    identity.facts.listAgents(user.id),
    identity.facts.listApiTokens(user.id),
    listLiveSessions(identity, user.id),
  ]);
  const page = renderHomePage({
    frame,
    accessUrl,
    connections: providers.flatMap(({ name, accounts }) =>
      accounts.map(({ login, health, cause }) => ({ providerName: name, login, health, cause })),
    ),
    unlinkedProviders: providers.filter(({ accounts }) => accounts.length === 0).map(({ name }) => name),
    counts: { authorisedApps: apps.length, agents: agents.length, apiTokens: tokens.length, sessions: sessions.length },
  });
  return { answer: 'show', page };
}

/** `/`: the overview. */
export const homePage: Page = definePage({ access: 'member', routes: [{ method: 'GET', path: '/', run: show }] });

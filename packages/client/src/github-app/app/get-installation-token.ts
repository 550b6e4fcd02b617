import type { RequestInterface } from '../request/request-types.ts';
import { defaultMinValidityMs, isUsable, type KeptToken } from '../tokens/kept-token.ts';
import { type TokenRequest, tokenKey } from '../tokens/token-request.ts';
import type { AppAtHost, AppState } from './app-state.ts';
import { mintToken } from './mint-token.ts';

/** How a token is wanted. */
export interface TokenWish {
  readonly refresh?: boolean | undefined;
  readonly minValidityMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** A token GitHub did not accept: any other will do. */
  readonly otherThan?: string | undefined;
}

/** Where to ask for a token that has to be made. */
export interface TokenSource {
  readonly baseUrl: string;
  /** Called only when there is something to ask. */
  readonly request: () => RequestInterface;
}

/**
 * An installation's token: a kept one that lives long enough, or a new one. Callers who want the same at the same time share one request;
 * who wants a fresh one never gets the kept one of somebody else's request.
 */
export function getInstallationToken(
  state: AppState,
  { baseUrl, request }: TokenSource,
  wanted: TokenRequest,
  { refresh = false, minValidityMs = defaultMinValidityMs, signal, otherThan }: TokenWish = {},
): KeptToken | Promise<KeptToken> {
  const { store, flights, dead } = state.keeper;
  const host = state.at(baseUrl);
  const { owner, clock } = host;
  const mayUse = (kept: KeptToken | undefined): kept is KeptToken =>
    kept !== undefined && kept.facts.token !== otherThan && isUsable(kept, clock.now(), minValidityMs) && !dead.has(owner, wanted, kept);

  const atHand = refresh ? undefined : store.peek?.(owner, wanted);
  if (mayUse(atHand)) return atHand;

  const wish = refresh ? 'new' : `${minValidityMs}${otherThan === undefined ? '' : ` not ${otherThan}`}`;
  const key = `${owner.baseUrl}|${owner.appId}|${wish}|${tokenKey(wanted)}`;
  return flights.join(
    key,
    async () => {
      const kept = refresh ? undefined : await store.find(owner, wanted);
      return mayUse(kept) ? kept : await mintAndKeep(state, host, request(), wanted);
    },
    signal,
  );
}

const mintAndKeep = async (state: AppState, host: AppAtHost, request: RequestInterface, wanted: TokenRequest): Promise<KeptToken> => {
  const kept = await mintToken(state, host, request, wanted);
  state.keeper.dead.noteKept(host.owner, wanted);
  await state.keeper.store.keep(host.owner, wanted, kept);
  return kept;
};

/** Forgets what an installation was given: after it was suspended, changed or removed its tokens are dead before their time. */
export async function dropInstallationTokens(state: AppState, baseUrl: string, installationId: number): Promise<void> {
  const { keeper } = state;
  const { owner } = state.at(baseUrl);
  await Promise.all(keeper.dead.declare(owner, installationId).map((request) => keeper.store.drop(owner, request)));
}

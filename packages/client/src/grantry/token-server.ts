import { sha256Base64Url } from '../wire/sha256.ts';
import type { Caller } from './caller.ts';
import { judgeRefusal } from './judge-refusal.ts';
import { readProviderToken } from './provider-token.ts';
import type { ServerAnswer, ServerRequest } from './server.ts';
import type { TimedToken, TokenServer } from './token-keeper.ts';
import type { Ask } from './workload-caller.ts';

/** The longest life the server lets itself be asked for. */
const maxMinValidity = 86_400;
/** Clocks that differ by less are taken to agree: a `Date` header has whole seconds, and the way takes time. */
const agreeMilliseconds = 5000;
/** What a server answers that takes no reports of refused tokens. */
const cannotBeTold: ReadonlySet<number> = new Set([404, 405]);

/** Milliseconds our clock is ahead of the server's, as its `Date` header shows. */
export function readSkew(date: string | null, now: number): number {
  const skew = date === null ? Number.NaN : now - Date.parse(date);
  return Math.abs(skew) > agreeMilliseconds ? skew : 0;
}

/** Asks as the caller; a caller that is refused asks once more if it has another credential. */
async function askAs(
  caller: Caller,
  ask: Ask,
  request: Omit<ServerRequest, 'credential'>,
  signal: AbortSignal,
  onTrouble?: () => void,
): Promise<{ readonly answer: ServerAnswer; readonly credential: string }> {
  const credential = await caller.credential(signal);
  const answer = await ask({ ...request, credential }, signal, onTrouble);
  if (answer.status !== 401) return { answer, credential };
  caller.forget(credential);
  const another = await caller.credential(signal);
  if (another === credential) return { answer, credential };
  return { answer: await ask({ ...request, credential: another }, signal, onTrouble), credential: another };
}

/** What a keeper asks, over HTTP. `wanted` names the provider and the account as query parameters. */
export function tokenServer(caller: Caller, wanted: Readonly<Record<string, string>>, ask: Ask, now: () => number): TokenServer {
  const { id, match, account } = wanted;
  const what = `the token of ${id ?? match ?? ''}${account === undefined ? '' : ` (${account})`}`;
  return {
    async get({ minValidityInSeconds, signal, onTrouble }): Promise<TimedToken> {
      const min_validity = String(Math.min(maxMinValidity, Math.ceil(minValidityInSeconds)));
      const path = `${caller.path}?${new URLSearchParams({ ...wanted, min_validity })}`;
      const { answer, credential } = await askAs(caller, ask, { method: 'GET', path }, signal, onTrouble);
      if (answer.status !== 200) throw judgeRefusal(answer, what, [credential]);
      const token = readProviderToken(answer.body, what);
      const receivedAt = now();
      const skew = readSkew(answer.headers.get('date'), receivedAt);
      return { token, receivedAt, endsAt: token.expiresAt === undefined ? undefined : Date.parse(token.expiresAt) + skew };
    },
    async reject(token, signal) {
      const json = { access_token_sha256: await sha256Base64Url(token) };
      const { answer, credential } = await askAs(caller, ask, { method: 'POST', path: `${caller.path}/refusals`, json }, signal);
      if (answer.status >= 300 && !cannotBeTold.has(answer.status)) throw judgeRefusal(answer, what, [credential, token]);
    },
  };
}

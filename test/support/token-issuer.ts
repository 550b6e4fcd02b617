import { type FaultyUpstream, json, startFaultyUpstream } from './faulty-upstream.ts';

/** A provider that numbers each account's tokens, and says which of them it honours. */
export interface TokenIssuer extends AsyncDisposable {
  readonly upstream: FaultyUpstream;
  /** The tokens it honours right now: the newest of each account. */
  readonly honoured: ReadonlySet<string>;
  /** Ends an access token before its time. */
  forget(accessToken: string): void;
}

/**
 * Starts one. Its tokens are `<account>-1`, `<account>-2` and so on; the refresh token has the same name as the access token, and is
 * good once.
 */
export async function startTokenIssuer(expiresIn: number, ...accounts: readonly string[]): Promise<TokenIssuer> {
  const upstream = await startFaultyUpstream();
  const honoured = new Set(accounts.map((account) => `${account}-1`));
  const refreshable = new Set(honoured);
  upstream.script('/token', (response, request) => {
    const presented = new URLSearchParams(request.body).get('refresh_token') ?? '';
    if (!refreshable.delete(presented)) return json(400, { error: 'invalid_grant' })(response, request);
    honoured.delete(presented);
    const next = presented.replace(/\d+$/, (number) => String(Number(number) + 1));
    honoured.add(next);
    refreshable.add(next);
    return json(200, { access_token: next, refresh_token: next, token_type: 'bearer', expires_in: expiresIn })(response, request);
  });
  upstream.script('/user', (response, request) => {
    const isHonoured = honoured.has(request.headers.authorization?.replace(/^Bearer /, '') ?? '');
    return json(isHonoured ? 200 : 401, {})(response, request);
  });
  return {
    upstream,
    honoured,
    forget: (accessToken) => void honoured.delete(accessToken),
    [Symbol.asyncDispose]: () => upstream[Symbol.asyncDispose](),
  };
}

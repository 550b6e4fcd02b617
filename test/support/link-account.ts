import assert from 'node:assert/strict';
import { answerCallback, type CallbackAnswer } from '../../src/http/external-auth/callback.ts';
import type { Caller } from '../../src/identity/caller.ts';
import { HeadlessBrowser } from './headless-browser.ts';
import type { OidcUpstream } from './oidc-upstream.ts';
import { type TestBroker, userId } from './test-broker.ts';

/** The access URL of test brokers whose upstream sends browsers back. */
export const testAccessUrl = 'https://grantry.test';

/** Where a provider sends browsers back to. */
export const callbackOf = (providerId: string): string => `${testAccessUrl}/external-auth/${providerId}/callback`;

/** Where the provider `upstream` sends browsers back to. */
export const testCallback: string = callbackOf('upstream');

/** The settings of the provider `upstream`. */
export const upstreamSettings = ({
  issuer,
  clientId,
  clientSecret,
}: Pick<OidcUpstream, 'issuer' | 'clientId' | 'clientSecret'>): Readonly<Record<string, string>> => ({
  id: 'upstream',
  type: 'oidc',
  issuer,
  client_id: clientId,
  client_secret: clientSecret,
});

/** The cookies an answer of the callback sets. */
export const cookiesOf = (answer: CallbackAnswer): Record<string, string> =>
  Object.fromEntries(
    [answer.headers['set-cookie'] ?? []].flat().map((line) => [line.split('=')[0], decodeURIComponent(line.split(/[=;]/)[1] ?? '')]),
  );

/** Goes through pages that ask nothing. */
async function followRedirects(page: string, callback: string): Promise<string> {
  return (await new HeadlessBrowser().open(page, (reached) => reached.startsWith(callback))).url;
}

/** Links an account of a user at a provider, `upstream` unless told, through the provider's real pages, as a browser does. */
export async function linkAccount(
  { broker }: Pick<TestBroker, 'broker'>,
  redirect: string = '',
  user: string = userId,
  providerId: string = 'upstream',
  another: boolean = false,
  visit: (page: string, callback: string) => Promise<string> = followRedirects,
): Promise<CallbackAnswer> {
  const callback = callbackOf(providerId);
  const caller = { kind: 'user', user: { id: user } } as Caller; // the callback looks at nothing of a user but the id
  const ask = (url: string, cookies: Record<string, string>): Promise<CallbackAnswer> =>
    answerCallback(broker, { providerId, url, query: Object.fromEntries(new URL(url).searchParams), cookies, caller });
  const start = await ask(`${callback}?${new URLSearchParams({ redirect, another: String(another) })}`, {});
  assert.equal(start.status, 307, JSON.stringify(start.body));
  const url = await visit(String(start.headers.location), callback);
  const end = await ask(url, cookiesOf(start));
  assert.equal(end.status, 307, JSON.stringify(end.body));
  return end;
}

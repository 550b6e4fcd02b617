import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startExternalAuthApi } from '../support/external-auth-api.ts';
import { type FaultyUpstream, json, startFaultyUpstream, text } from '../support/faulty-upstream.ts';
import { cookiesOf } from '../support/link-account.ts';

const linkUrl = 'https://grantry.test/external-auth/upstream';

/** The settings of a provider at an upstream. */
const at = ({ url }: FaultyUpstream, settings: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({
  id: 'upstream',
  type: 'custom',
  client_id: 'c',
  client_secret: 's',
  auth_url: `${url}/authorize`,
  token_url: `${url}/token`,
  ...settings,
});
const tokens = (accessToken: string, lifetime?: number) =>
  json(200, { access_token: accessToken, refresh_token: `${accessToken}-refresh`, expires_in: lifetime });

test('A.8: the list refreshes all expired links of all providers', async () => {
  await using upstream = await startFaultyUpstream();
  await using api = await startExternalAuthApi(
    at(upstream, { id: 'one', token_url: `${upstream.url}/one` }),
    at(upstream, { id: 'two', token_url: `${upstream.url}/two` }),
  );
  for (const id of ['one', 'two']) {
    upstream.script(`/${id}`, tokens(`access-of-${id}`, 600));
    await api.keep(id, -60);
  }
  const { links } = (await api.asUser('')).body;
  assert.deepEqual(
    links.map((link: Record<string, unknown>) => [link.provider_id, link.authenticated, link.validate_error]),
    [
      ['one', true, ''],
      ['two', true, ''],
    ],
  );
  assert.equal((await api.asUser('/two/access-token')).body.access_token, 'access-of-two');
  assert.equal(upstream.seen.length, 2);
});

describe('B: the callback', () => {
  test('B.2, B.7: a browser with a session is sent to the provider, and what the operator wrote into the URL goes along', async () => {
    await using upstream = await startFaultyUpstream();
    await using api = await startExternalAuthApi(at(upstream, { auth_url: `${upstream.url}/authorize?audience=api&x=1` }));
    const { status, headers } = await api.asBrowser('/external-auth/upstream/callback');
    assert.equal(status, 307);
    const sent = new URL(headers.get('location') ?? '');
    assert.equal(sent.origin + sent.pathname, `${upstream.url}/authorize`);
    assert.deepEqual([sent.searchParams.get('audience'), sent.searchParams.get('x')], ['api', '1']);
    assert.equal(sent.searchParams.get('redirect_uri'), `${linkUrl}/callback`);
  });

  test('B.8: the base the operator wrote is where the provider sends the browser back to', async () => {
    await using upstream = await startFaultyUpstream();
    await using api = await startExternalAuthApi(at(upstream, { redirect_url: 'https://other.example/base/' }));
    const { headers } = await api.asBrowser('/external-auth/upstream/callback');
    const sent = new URL(headers.get('location') ?? '');
    assert.equal(sent.searchParams.get('redirect_uri'), 'https://other.example/base/external-auth/upstream/callback');
  });

  test('B.2, B.3, B.4: a code makes a link, the next one updates it, and the browser goes where it wanted, but no farther', async () => {
    await using upstream = await startFaultyUpstream();
    await using api = await startExternalAuthApi(at(upstream));
    upstream.script('/token', tokens('first'), tokens('second'));
    const link = async (redirect: string): Promise<string> => {
      const start = await api.asBrowser(`/external-auth/upstream/callback?redirect=${encodeURIComponent(redirect)}`);
      const state = new URL(start.headers.get('location') ?? '').searchParams.get('state');
      const cookies = cookiesOf({ status: 307, headers: { 'set-cookie': start.headers.getSetCookie() } });
      const end = await api.asBrowser(`/external-auth/upstream/callback?code=x&state=${state}`, cookies);
      assert.equal(end.status, 307, JSON.stringify(end.body));
      return end.headers.get('location') ?? '';
    };
    assert.equal(await link(''), '/external-auth/upstream?redirected=true');
    assert.equal((await api.asUser('/upstream/access-token')).body.access_token, 'first');
    assert.equal(await link('https://evil.example/workspaces?a=b'), '/workspaces?a=b');
    assert.equal((await api.asUser('/upstream/access-token')).body.access_token, 'second');
    assert.equal((await api.asUser('')).body.links.length, 1);
  });

  for (const [title, query, cookies, status] of [
    ['B.5: another state than the cookie’s is 401', 'code=x&state=a', { oauth_state: 'b', oauth_pkce_verifier: 'v' }, 401],
    ['B.5: no state cookie is 401', 'code=x&state=a', {}, 401],
    ['B.5: no state is 400', 'code=x', { oauth_state: 'a' }, 400],
    ['B.6: an error of the provider is 400', 'error=access_denied&error_description=no', {}, 400],
  ] as const) {
    test(title, async () => {
      await using upstream = await startFaultyUpstream();
      await using api = await startExternalAuthApi(at(upstream));
      const answer = await api.asBrowser(`/external-auth/upstream/callback?${query}`, cookies);
      assert.equal(answer.status, status, JSON.stringify(answer.body));
      assert.equal(upstream.seen.length, 0);
    });
  }
});

describe('D: the agent endpoint', () => {
  test('D.1: without any provider the answer is 404, and says that there is none', async () => {
    await using api = await startExternalAuthApi();
    const { status, body } = await api.asAgent('match=https://git.example');
    assert.equal(status, 404);
    assert.match(body.detail, /[Nn]o external auth providers/);
  });

  test('D.4: a validation with 403 asks the user to link', async () => {
    await using upstream = await startFaultyUpstream();
    await using api = await startExternalAuthApi(at(upstream, { validate_url: `${upstream.url}/user` }));
    await api.keep('upstream', 600, { refreshToken: undefined });
    upstream.script('/user', text(403, 'Something went wrong!'));
    const { status, body } = await api.asAgent('id=upstream');
    assert.deepEqual([status, body.url, body.access_token], [200, linkUrl, '']);
  });

  test('D.5: expired with NO_REFRESH asks the user to link, again after linking a token that has ended', async () => {
    await using upstream = await startFaultyUpstream();
    await using api = await startExternalAuthApi(at(upstream, { no_refresh: true }));
    await api.keep('upstream', -60);
    assert.equal((await api.asAgent('id=upstream')).body.url, linkUrl);
    await api.asUser('/upstream', 'DELETE');
    await api.keep('upstream', -1);
    assert.equal((await api.asAgent('id=upstream')).body.url, linkUrl);
    assert.equal(upstream.seen.length, 0);
  });

  for (const [type, username, password] of [
    ['gitlab', 'oauth2', 'access-1'],
    ['bitbucket-cloud', 'x-token-auth', 'access-1'],
    ['bitbucket-server', 'x-token-auth', 'access-1'],
    ['github', 'access-1', ''],
    ['gitea', 'access-1', ''],
    ['slack', 'access-1', ''],
  ] as const) {
    test(`D.9, D.10: ${type} has its git user name, and the end is told in UTC`, async () => {
      await using upstream = await startFaultyUpstream();
      const urls = { validate_url: `${upstream.url}/user`, revoke_url: `${upstream.url}/revoke` };
      await using api = await startExternalAuthApi(at(upstream, { type, ...urls }));
      upstream.script('/user', json(200, { id: 1, login: 'octo' }));
      await api.keep('upstream', 600);
      const { body } = await api.asAgent('id=upstream');
      assert.deepEqual([body.username, body.password], [username, password]);
      assert.match(body.expires_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    });
  }
});

test('E.11, E.18: a caller who goes away stops no refresh: the others get the token, and it is kept', async () => {
  await using upstream = await startFaultyUpstream();
  await using api = await startExternalAuthApi(at(upstream));
  await api.keep('upstream', -60);
  const gate = Promise.withResolvers<void>();
  upstream.script('/token', async (response, seen) => {
    await gate.promise;
    tokens('access-2', 600)(response, seen);
  });
  const leader = new AbortController();
  const headers = { 'coder-session-token': api.owner.api_token };
  const left = fetch(`${api.url}/api/v2/external-auth/upstream/access-token`, { headers, signal: leader.signal });
  while (upstream.seen.length === 0) await sleep(5);
  const others = Array.from({ length: 4 }, () => api.asUser('/upstream/access-token'));
  leader.abort();
  await assert.rejects(left, { name: 'AbortError' });
  gate.resolve();
  for (const { body } of await Promise.all(others)) assert.equal(body.access_token, 'access-2');
  assert.equal(upstream.seen.length, 1);
});

test('E.18: a token is kept although its only caller went away', async () => {
  await using upstream = await startFaultyUpstream();
  await using api = await startExternalAuthApi(at(upstream));
  await api.keep('upstream', -60);
  const gate = Promise.withResolvers<void>();
  upstream.script('/token', async (response, seen) => {
    await gate.promise;
    tokens('access-2', 600)(response, seen);
  });
  const only = new AbortController();
  const headers = { 'coder-session-token': api.owner.api_token };
  const left = fetch(`${api.url}/api/v2/external-auth/upstream/access-token`, { headers, signal: only.signal });
  while (upstream.seen.length === 0) await sleep(5);
  only.abort();
  await assert.rejects(left, { name: 'AbortError' });
  gate.resolve();
  const kept = async () => (await api.rooms.broker.facts.findConnectionOf(api.owner.user_id, 'upstream'))?.accessToken.reveal();
  while ((await kept()) !== 'access-2') await sleep(5);
  assert.equal((await api.asUser('/upstream/access-token')).body.access_token, 'access-2');
  assert.equal(upstream.seen.length, 1);
});

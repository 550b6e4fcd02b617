import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type FaultyUpstream, json, startFaultyUpstream, text } from '../support/faulty-upstream.ts';
import { linkAccount, upstreamSettings } from '../support/link-account.ts';
import { type OidcUpstream, startOidcUpstream } from '../support/oidc-upstream.ts';
import { type OwnedApi, startOwnedApi } from '../support/owned-api.ts';

let upstream: OidcUpstream;
let fake: FaultyUpstream;
let api: OwnedApi;
/** A member who is no administrator: everything here is a member's. */
let member: string;

const octo = { id: 7, login: 'octo', avatar_url: 'https://a.example', html_url: 'https://h.example', name: 'Octo' };

before(async () => {
  upstream = await startOidcUpstream({ redirectUris: ['https://grantry.test/external-auth/upstream/callback'] });
  fake = await startFaultyUpstream();
  const urls = { client_id: 'c', auth_url: `${fake.url}/authorize`, token_url: `${fake.url}/token`, validate_url: `${fake.url}/user` };
  api = await startOwnedApi(
    upstreamSettings(upstream),
    { id: 'fake', type: 'github', ...urls, app_installations_url: `${fake.url}/installations` },
    { id: 'plain', type: 'custom', ...urls },
  );
  const user = { email: 'member@example.com', username: 'member', password: 'correct horse battery' };
  const made = await api.call('POST', '/users', { ...user, role: 'member' });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const session = await api.call('POST', '/users/login', { email: user.email, password: user.password }, '');
  assert.equal(session.status, 201, JSON.stringify(session.body));
  member = session.body.session_token;
  await linkAccount(api.rooms, '', made.body.id);
});

after(async () => {
  await api[Symbol.asyncDispose]();
  await fake[Symbol.asyncDispose]();
  await upstream[Symbol.asyncDispose]();
});

const asMember = (method: string, path: string, body?: unknown) => api.call(method, `/external-auth${path}`, body, member);
const paste = (provider: string, access_token: string) => asMember('PUT', `/${provider}/token`, { access_token });

test('A.6, A.9: after linking there is one link with the right provider, for a user who is no administrator', async () => {
  const { status, body } = await asMember('GET', '');
  assert.equal(status, 200);
  assert.deepEqual(
    body.links.map((link: { provider_id: string; authenticated: boolean }) => [link.provider_id, link.authenticated]),
    [['upstream', true]],
  );
  assert.equal(body.providers.length, 3);
});

test('the stored links tell what is kept, and ask nobody', async () => {
  const asked = fake.seen.length;
  const { status, body } = await asMember('GET', '/upstream/links');
  assert.equal(status, 200);
  assert.equal(body.provider.id, 'upstream');
  assert.equal(body.url, 'https://grantry.test/external-auth/upstream');
  const [link] = body.links;
  assert.deepEqual(
    [link.account, link.generation, link.default, link.authenticated, link.health, link.last_refreshed_at],
    ['upstream-person', 1, true, true, { state: 'ok' }, null],
  );
  assert.equal(fake.seen.length, asked);
  assert.deepEqual((await asMember('GET', '/fake/links')).body.links, []);
  assert.equal((await asMember('GET', '/nobody/links')).status, 404);
  assert.deepEqual((await api.call('GET', '/external-auth/upstream/links')).body.links, []); // another user's are not seen
});

test('refresh renews a token that still lives, by the provider, once per call', async () => {
  const { body: before } = await asMember('GET', '/upstream/access-token');
  const { status, body } = await asMember('POST', '/upstream/refresh');
  assert.equal(status, 200, JSON.stringify(body));
  assert.deepEqual([body.account, body.generation, body.health.state], ['upstream-person', 2, 'ok']);
  assert.match(body.last_refreshed_at, /^20/);
  const { body: renewed } = await asMember('GET', '/upstream/access-token');
  assert.notEqual(renewed.access_token, before.access_token);
  assert.equal(upstream.count('refresh_token success'), 1);
});

test('many who refresh at once share what the provider answers: no refresh token is sent twice', async () => {
  const asked = upstream.count('refresh_token success');
  const answers = await Promise.all(Array.from({ length: 20 }, () => asMember('POST', '/upstream/refresh?account=upstream-person')));
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
  assert.equal(upstream.count('refresh_token success') - asked, new Set(answers.map(({ body }) => body.generation)).size);
  assert.equal(upstream.count('refresh_token error'), 0);
});

test('a token that outlives min_validity stays, and a wish that no token meets does not renew it each time', async () => {
  const tokenWith = async (length: number): Promise<string> =>
    (await asMember('GET', `/upstream/access-token?min_validity=${length}`)).body.access_token;
  const kept = await tokenWith(300);
  assert.equal(await tokenWith(500), kept);
  assert.equal(await tokenWith(86_400), kept); // the provider makes none that lives so long, and was asked for one just now
  for (const wrong of ['-1', '86401', 'x']) {
    const { status, body } = await asMember('GET', `/upstream/access-token?min_validity=${wrong}`);
    assert.deepEqual([status, body.validations?.[0]?.field], [400, 'min_validity'], wrong);
  }
});

test('refresh says why it could not', async () => {
  fake.script('/user', json(200, octo));
  assert.equal((await paste('fake', 'ghp_pasted')).status, 200);
  const impossible = await asMember('POST', '/fake/refresh');
  assert.equal(impossible.status, 400);
  assert.match(impossible.body.detail, /issued nothing to refresh/);
  assert.equal((await asMember('POST', '/plain/refresh')).status, 404);
  assert.equal((await asMember('POST', '/upstream/refresh?account=nobody')).status, 404);
  assert.equal((await asMember('POST', '/nobody/refresh')).status, 404);
});

test('A.3, A.4: test asks the provider each time; show has the user and the installations', async (t) => {
  const asked = () => fake.seen.filter(({ path }) => path === '/user').length;
  const user = { id: 7, login: 'octo', avatar_url: 'https://a.example', profile_url: 'https://h.example', name: 'Octo' };
  const cases = [
    { name: 'valid', answer: json(200, octo), body: { authenticated: true, verdict: 'valid', words: '', user } },
    {
      name: 'a rate limit is no refusal',
      answer: text(429, ''),
      body: { authenticated: true, verdict: 'assumed', words: 'rate limit (status 429)', user: null },
    },
    {
      name: 'refused',
      answer: text(401, ''),
      body: { authenticated: false, verdict: 'invalid', words: 'The provider no longer accepts the token (status 401).', user: null },
    },
    {
      name: 'unclear',
      answer: text(500, 'oops'),
      body: { authenticated: false, verdict: 'unclear', words: 'status 500: body: oops', user: null },
    },
  ];
  for (const { name, answer, body } of cases)
    await t.test(name, async () => {
      fake.script('/user', answer);
      const before = asked();
      assert.deepEqual(await asMember('POST', '/fake/test'), { status: 200, body });
      assert.ok(asked() > before);
    });
  fake.script('/user', json(200, octo));
  fake.script('/installations', json(200, { installations: [{ id: 1, html_url: 'https://i.example', account: octo }] }));
  const { body } = await asMember('GET', '/fake?account=octo');
  assert.deepEqual(
    [body.user.login, body.app_installable, body.installations],
    ['octo', true, [{ id: 1, account: user, configure_url: 'https://i.example' }]],
  );
  assert.equal((await asMember('POST', '/plain/test')).status, 404);
});

test('A.2: a provider that does not say who the user is authenticates them without', async () => {
  fake.script('/user', text(200, 'yes'));
  assert.equal((await paste('plain', 'key-1')).status, 200);
  const { body } = await asMember('GET', '/plain');
  assert.deepEqual([body.authenticated, body.user, body.installations], [true, null, []]);
});

test('A.7: unlinking leaves the providers as they are', async () => {
  const { body: before } = await asMember('GET', '');
  for (const id of ['upstream', 'fake', 'plain']) assert.equal((await asMember('DELETE', `/${id}`)).status, 200, id);
  const { body } = await asMember('GET', '');
  assert.deepEqual([body.links, body.providers], [[], before.providers]);
});

test('a token that may only read cannot refresh, link or unlink', async () => {
  const { body } = await api.call('POST', '/users/me/keys/tokens', { token_name: 'reader', scopes: ['external_auth:read'] }, member);
  const token = body.key;
  assert.ok(typeof token === 'string', JSON.stringify(body));
  for (const [method, path] of [
    ['POST', '/upstream/refresh'],
    ['GET', '/upstream/device'],
    ['POST', '/upstream/device'],
  ] as const)
    assert.equal(
      (await api.call(method, `/external-auth${path}`, method === 'POST' ? { device_code: 'x' } : undefined, token)).status,
      403,
      path,
    );
  assert.equal((await api.call('GET', '/external-auth/upstream/links', undefined, token)).status, 200);
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fetchWithToken, type TokenSource } from '../../packages/client/src/fetch/fetch-with-token.ts';
import { type FaultyUpstream, json, startFaultyUpstream, text } from '../support/faulty-upstream.ts';

let api: FaultyUpstream;
let elsewhere: FaultyUpstream;

before(async () => {
  [api, elsewhere] = await Promise.all([startFaultyUpstream(), startFaultyUpstream()]);
});
after(() => Promise.all([api, elsewhere].map((server) => server[Symbol.asyncDispose]())));

/** A source that has another token after each refusal. */
function countingSource(): TokenSource & { readonly refused: string[] } {
  const refused: string[] = [];
  const source = async () => ({ token: `t${refused.length + 1}` });
  return Object.assign(source, { refused, invalidate: async (token: string) => void refused.push(token) });
}
const client = (source: TokenSource = countingSource()): typeof fetch => fetchWithToken(source, { origins: [api.url] });
const authorizations = (server: FaultyUpstream, path: string): readonly (string | undefined)[] =>
  server.seen.filter((request) => request.path === path).map(({ headers }) => headers.authorization);

test('RFC 6750 §2.1: allowed origins get the token, others none', async () => {
  api.script('/a', json(200, { ok: true }));
  elsewhere.script('/a', json(200, {}));
  assert.deepEqual(await (await client()(new Request(`${api.url}/a`, { headers: { accept: 'x/y' } }))).json(), { ok: true });
  await client()(new URL(`${elsewhere.url}/a`));
  assert.deepEqual([authorizations(api, '/a'), authorizations(elsewhere, '/a')], [['Bearer t1'], [undefined]]);
  assert.equal(api.seen.at(-1)?.headers.accept, 'x/y');
});

test('RFC 9110 §15.4: a redirect to another origin loses the token, and one that comes back has it again', async () => {
  api.script('/out', text(307, '', { location: `${elsewhere.url}/way` }));
  elsewhere.script('/way', text(307, '', { location: `${api.url}/home` }));
  api.script('/home', json(200, {}));
  const response = await client()(`${api.url}/out`, { method: 'PUT', body: 'x' });
  assert.equal(response.status, 200);
  assert.deepEqual([authorizations(elsewhere, '/way'), authorizations(api, '/home')], [[undefined], ['Bearer t1']]);
  assert.deepEqual([elsewhere.seen.at(-1)?.body, api.seen.at(-1)?.method], ['x', 'PUT']);
  const own = { headers: { authorization: 'Basic own' } };
  await client()(`${api.url}/out`, own);
  assert.deepEqual(authorizations(elsewhere, '/way').at(-1), undefined);
  assert.equal(authorizations(api, '/out').at(-1), 'Basic own');
});

test('Fetch §4.4: redirects that go in circles, or were not wanted, are errors; manual ones are answers', async () => {
  api.script('/circle', text(302, '', { location: '/circle' }));
  await assert.rejects(client()(`${api.url}/circle`), /more than 20/);
  await assert.rejects(client()(`${api.url}/circle`, { redirect: 'error' }), TypeError);
  assert.equal((await client()(`${api.url}/circle`, { redirect: 'manual' })).status, 302);
});

test('RFC 6750 §3.1: a refused token is invalidated, and the request sent once more if its body is still there', async () => {
  const refuse = json(401, {});
  api.script('/b', refuse, json(200, {}));
  const source = countingSource();
  assert.equal((await client(source)(`${api.url}/b`, { method: 'POST', body: 'again' })).status, 200);
  assert.deepEqual([source.refused, authorizations(api, '/b'), api.seen.at(-1)?.body], [['t1'], ['Bearer t1', 'Bearer t2'], 'again']);

  api.script('/c', refuse);
  assert.equal((await client()(`${api.url}/c`)).status, 401, 'once, not for ever');
  assert.equal(authorizations(api, '/c').length, 2);

  api.script('/d', refuse);
  const body = new Blob(['gone']).stream();
  const streaming = countingSource();
  assert.equal((await client(streaming)(`${api.url}/d`, { method: 'POST', body, duplex: 'half' })).status, 401);
  assert.deepEqual([streaming.refused, authorizations(api, '/d').length], [['t1'], 1]);
});

test('a source that cannot be told, or has nothing else, leaves the answer as it is', async () => {
  api.script('/e', json(401, { why: 'no' }));
  const same = async () => ({ token: 'same' });
  const broken = Object.assign(same, { invalidate: () => Promise.reject(new Error('down')) });
  for (const source of [same, broken]) assert.deepEqual(await (await client(source)(`${api.url}/e`)).json(), { why: 'no' });
});

test('a token that cannot stand in a header is not quoted by the error', async () => {
  const source = async () => ({ token: 'canary\nx' });
  await assert.rejects(client(source)(`${api.url}/a`), (error) => error instanceof TypeError && !String(error.stack).includes('canary'));
});

test('an aborted request is aborted while its token is fetched, too', async () => {
  const source: TokenSource = ({ signal }) => new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
  const controller = new AbortController();
  const sent = client(source)(`${api.url}/a`, { signal: controller.signal });
  controller.abort(new Error('enough'));
  await assert.rejects(sent, /enough/);
});

test('origins are needed, and must be some', () => {
  for (const origins of [[], ['api.example.com'], ['data:x']])
    assert.throws(() => fetchWithToken(countingSource(), { origins }), TypeError);
});

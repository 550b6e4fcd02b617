import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fastify, { type FastifyInstance } from 'fastify';
import { consolePlugin } from '../../src/console/console.ts';
import { pages } from '../../src/console/registry.ts';
import { createApiToken } from '../../src/identity/api-tokens/create-api-token.ts';
import type { Role, User } from '../../src/identity/model/user.ts';
import type { Origin } from '../../src/identity/origin.ts';
import { csrfTokenFor } from '../../src/identity/sessions/csrf.ts';
import { beginSession } from '../../src/identity/sessions/sign-in.ts';
import { setUpFirstUser } from '../../src/identity/setup/set-up-first-user.ts';
import { createUser } from '../../src/identity/users/create-user.ts';
import { type OpenRooms, openRooms } from '../../src/server/rooms.ts';
import { owner } from './start-console.ts';

const origin: Origin = { address: '192.0.2.7', userAgent: 'node:test', requestId: 'req-1' };
const adminRoutes = pages
  .filter(({ access }) => access === 'admin')
  .flatMap(({ routes }) => routes.map(({ method, path }) => ({ method, path: path.replaceAll(/:\w+/g, '1') })));

describe('who may open what', () => {
  let rooms: OpenRooms;
  let app: FastifyInstance;
  let first: User;

  const addUser = async (role: Role, name: string): Promise<User> => {
    const made = await createUser(rooms.identity, { email: `${name}@example.com`, role, by: first, password: owner.password }, origin);
    assert.equal(made.action, 'created');
    return made.user;
  };
  const signIn = async (user: User): Promise<string> => {
    const begun = await beginSession(rooms.identity, user, origin, ['pwd']);
    assert.equal(begun.action, 'signed_in');
    return begun.token.reveal();
  };
  const open = (method: 'GET' | 'POST', url: string, session: string, form: Readonly<Record<string, string>> = {}) => {
    const csrf_token = csrfTokenFor(session, rooms.identity.sha256);
    const sent = {
      payload: new URLSearchParams({ csrf_token, ...form }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    };
    return app.inject({ method, url, cookies: { grantry_session_token: session }, ...(method === 'POST' && sent) });
  };

  before(async () => {
    rooms = await openRooms({
      database: 'sqlite::memory:',
      masterKey: Buffer.alloc(32, 7),
      accessUrl: 'https://grantry.example',
      providers: [],
    });
    const made = await setUpFirstUser(rooms.identity, { ...owner, serviceId: rooms.serviceId }, origin);
    assert.equal(made.action, 'set_up');
    first = made.user;
    app = fastify();
    await app.register(consolePlugin, rooms);
  });
  after(async () => {
    await app.close();
    await rooms.close();
  });

  for (const { method, path } of adminRoutes) {
    test(`${method} ${path}: a member is refused`, async () => {
      const member = await signIn(
        await addUser('member', `member-${adminRoutes.findIndex((route) => route.path === path && route.method === method)}`),
      );
      assert.equal((await open(method, path, member)).statusCode, 403);
    });
  }

  test('an admin may open them', async () => {
    const admin = await signIn(await addUser('admin', 'admin'));
    assert.equal((await open('GET', '/applications', admin)).statusCode, 200);
  });

  test('a member does not see administration', async () => {
    const member = await signIn(await addUser('member', 'plain'));
    assert.doesNotMatch((await open('GET', '/', member)).body, /Administration/);
  });

  test('one person can neither see nor end what belongs to another', async () => {
    const [mine, theirs] = [await addUser('member', 'ann'), await addUser('member', 'ben')];
    const session = await signIn(mine);
    const token = await createApiToken(
      rooms.identity,
      { user: theirs, name: 'Bens', scopes: undefined, lifetime: undefined, grantable: undefined },
      origin,
    );
    assert.equal(token.action, 'created');
    assert.doesNotMatch((await open('GET', '/api-tokens', session)).body, /Bens/);
    assert.equal((await open('POST', `/api-tokens/${token.apiToken.id}/delete`, session)).statusCode, 404);
    assert.equal((await rooms.identity.facts.listApiTokens(theirs.id)).length, 1);
  });

  test('an API token is no session: as a cookie it opens no page', async () => {
    const token = await createApiToken(
      rooms.identity,
      { user: first, name: 'cookie', scopes: undefined, lifetime: undefined, grantable: undefined },
      origin,
    );
    assert.equal(token.action, 'created');
    assert.equal((await open('GET', '/', token.token.reveal())).statusCode, 303);
  });

  test('RFC 6265 §4.1.2.5: where people come by https, the cookies travel by nothing else', async () => {
    const cookies = (await app.inject('/login')).headers['set-cookie'];
    assert.match(String(cookies), /^grantry_browser=.*; HttpOnly; Secure; SameSite=Lax$/);
  });

  test('a fault of ours is a page with the request’s id and nothing of the fault', async () => {
    const broken = fastify();
    const facts = new Proxy(rooms.identity.facts, {
      get: (target, name, receiver) =>
        name === 'hasUsers' ? () => Promise.reject(new Error('secret detail')) : Reflect.get(target, name, receiver),
    });
    await broken.register(consolePlugin, { ...rooms, identity: { ...rooms.identity, facts } });
    const answer = await broken.inject('/setup');
    assert.equal(answer.statusCode, 500);
    assert.match(answer.body, /Something broke[\s\S]*request req-/);
    assert.doesNotMatch(answer.body, /secret detail/);
    await broken.close();
  });
});

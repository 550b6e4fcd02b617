import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { owner, startConsole, type TestConsole } from './start-console.ts';
import { Visitor } from './visitor.ts';

describe('setting up and signing in', () => {
  let server: TestConsole;
  let first: Visitor;
  const visitor = (): Visitor => new Visitor(server.url);

  before(async () => {
    server = await startConsole();
  });
  after(() => server[Symbol.asyncDispose]());

  test('before anybody has an account, a setup link that is not ours opens nothing', async () => {
    const stranger = await visitor().open('/setup?token=gsl_x');
    assert.equal(stranger.status, 403);
    assert.deepEqual(stranger.forms('/setup'), []);
  });

  test('a password that is too short is refused beside the form, which keeps the email address', async () => {
    const person = await visitor().open(server.setupLink);
    await person.submit('/setup', { email: owner.email, password: 'short' });
    assert.equal(person.status, 400);
    assert.match(person.page, /at least 8 characters/);
    assert.ok(person.page.includes(`value="${owner.email}"`));
  });

  test('the setup link makes the owner, shows their first keys once, and signs them in', async () => {
    first = await visitor().open(server.setupLink);
    await first.submit('/setup', owner);
    assert.match(first.page, /value="gpt_\w+"/);
    assert.match(first.page, /value="gsv_\w+"/);
    assert.match(first.page, /value="gor_\w+"/);
    await first.open('/');
    assert.match(first.page, /owner@example\.com/);
    assert.match(first.page, /Administration/);
  });

  test('the setup link works once', async () => {
    const second = await visitor().open(server.setupLink);
    assert.equal(second.path, '/login');
  });

  test('a page for people leads through sign-in and back, query included', async () => {
    const person = await visitor().open('/sessions?from=mail');
    assert.equal(person.path, `/login?redirect=${encodeURIComponent('/sessions?from=mail')}`);
    await person.submit('/login', { login: owner.email, password: owner.password });
    assert.equal(person.path, '/sessions?from=mail');
  });

  test('RFC 9700 §4.11: signing in leads nobody to another site', async () => {
    const person = await visitor().open('/login?redirect=https%3A%2F%2Fevil.example%2Fsessions');
    await person.submit('/login', { login: owner.email, password: owner.password });
    assert.equal(person.path, '/sessions');
  });

  test('a wrong password and an unknown account get the same words, and keep what was typed', async () => {
    const person = await visitor().open('/login');
    await person.submit('/login', { login: owner.email, password: 'wrong horse' });
    assert.equal(person.status, 403);
    const words = person.find(/role="alert">[\s\S]*?<div>([^<]+)/);
    assert.ok(person.page.includes(`value="${owner.email}"`));
    assert.ok(!person.page.includes('wrong horse'));
    await person.submit('/login', { login: 'nobody@example.com', password: 'wrong horse' });
    assert.equal(person.find(/role="alert">[\s\S]*?<div>([^<]+)/), words);
  });

  test('the session cookie is out of reach for scripts and other sites, and is not the one a stranger planted', async () => {
    const person = visitor();
    person.browser.setCookie(server.url, 'grantry_session_token', 'planted');
    await person.open('/login');
    const { csrf_token = '' } = Object.fromEntries(person.forms('/login')[0]?.fields ?? []);
    const body = new URLSearchParams({ csrf_token, login: owner.email, password: owner.password });
    const answer = await person.browser.request(`${server.url}/login`, { method: 'POST', body });
    assert.equal(answer.status, 303);
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('grantry_session_token=')) ?? '';
    assert.match(cookie, /^grantry_session_token=gss_\w+; .*Path=\/; HttpOnly; SameSite=Lax$/);
  });

  test('signing out ends the session, not only the cookie', async () => {
    const person = await visitor().open('/login');
    await person.submit('/login', { login: owner.email, password: owner.password });
    const kept = new Visitor(server.url);
    const { csrf_token = '' } = Object.fromEntries(person.forms('/logout')[0]?.fields ?? []);
    const answer = await person.browser.request(`${server.url}/sessions`);
    assert.equal(answer.status, 200);
    await person.post('/logout', new URLSearchParams({ csrf_token, redirect: '/agents' }));
    assert.equal(person.path, `/login?redirect=${encodeURIComponent('/agents')}`);
    assert.equal((await kept.open('/sessions')).path.startsWith('/login'), true);
  });

  test('another session can be seen and ended', async () => {
    const other = await visitor().open('/login');
    await other.submit('/login', { login: owner.email, password: owner.password });
    await first.open('/sessions');
    const [end] = first.forms('/sessions/');
    assert.ok(end !== undefined);
    await first.submit('/sessions/');
    assert.match(first.page, /The session is ended/);
    await other.open('/sessions');
    assert.ok(other.path.startsWith('/login'));
  });

  test('an address cannot put words of its own on a page', async () => {
    await first.open('/sessions?notice=%3Cb%3Ecall%20this%20number%3C%2Fb%3E');
    assert.doesNotMatch(first.page, /call this number|class="alert/);
    await first.open('/sessions?notice=constructor');
    assert.doesNotMatch(first.page, /class="alert/);
  });

  test('what cannot be done without the form says so, and does nothing', async () => {
    await first.open('/sessions');
    const { csrf_token = '' } = Object.fromEntries(first.forms('/logout')[0]?.fields ?? []);
    const stranger = { 'sec-fetch-site': 'cross-site' };
    assert.equal((await first.post('/logout', new URLSearchParams({ csrf_token }), stranger)).status, 403);
    assert.equal((await first.post('/logout', new URLSearchParams({ csrf_token }), { origin: 'https://evil.example' })).status, 403);
    assert.equal((await first.post('/logout', new URLSearchParams({ csrf_token: 'x' }))).status, 403);
    assert.equal((await first.post('/logout', new URLSearchParams())).status, 403);
    assert.equal((await first.open('/sessions')).status, 200);
  });

  test('guessing runs into a limit', async () => {
    const guesser = await visitor().open('/login');
    for (let attempt = 0; attempt < 40 && guesser.status !== 429; attempt++) {
      await guesser.submit('/login', { login: 'victim@example.com', password: 'guess' });
    }
    assert.equal(guesser.status, 429);
    assert.match(guesser.page, /Too many attempts/);
  });
});

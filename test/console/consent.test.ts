import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { skipWithoutChromium, startChromium } from './chromium.ts';
import { owner, signUp, startConsole, type TestConsole } from './start-console.ts';
import type { Visitor } from './visitor.ts';

/** A program on this computer that waits for its answer, as `grantry login` does. */
const startApp = async (): Promise<{ readonly server: Server; readonly redirectUri: string }> => {
  const server = createServer((_request, response) => response.end('The app has its answer.')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, redirectUri: `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback` }; // a TCP server's address is no string
};

describe('consent in a browser without scripts', { skip: skipWithoutChromium }, () => {
  let server: TestConsole;
  let admin: Visitor;
  let app: Awaited<ReturnType<typeof startApp>>;
  let browser: Browser;
  let clientId: string;
  const verifier = randomBytes(32).toString('base64url');

  before(async () => {
    server = await startConsole();
    admin = await signUp(server);
    app = await startApp();
    browser = await startChromium();
    await admin.open('/applications/new');
    await admin.submit('/applications', { name: 'Desk app', redirect_uris: app.redirectUri, client_type: 'public' });
    clientId = admin.find(/<dt>Client id<\/dt><dd><code>([^<]+)/);
  });
  after(async () => {
    await browser.close();
    app.server.close();
    app.server.closeAllConnections();
    await server[Symbol.asyncDispose]();
  });

  const authorizeUrl = (more: Readonly<Record<string, string>> = {}): string => {
    const code_challenge = createHash('sha256').update(verifier).digest('base64url');
    const parameters = { response_type: 'code', client_id: clientId, redirect_uri: app.redirectUri, state: 'a&b', code_challenge, ...more };
    return `${server.url}/oauth2/authorize?${new URLSearchParams({ code_challenge_method: 'S256', ...parameters })}`;
  };

  const signIn = async (page: Page): Promise<void> => {
    await page.getByLabel('Email or user name').fill(owner.email);
    await page.getByLabel('Password').fill(owner.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
  };

  const withPage = async (act: (page: Page, context: BrowserContext) => Promise<void>): Promise<void> => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    await act(await context.newPage(), context);
    await context.close();
  };

  test('sign in, allow, and the application gets a code that it can redeem', () =>
    withPage(async (page) => {
      await page.goto(authorizeUrl({ scope: 'user:read_personal' }));
      await signIn(page);
      await page.getByText('A program on this computer').waitFor();
      await page.getByText('See your name, user name and email address').waitFor();
      await page.getByRole('button', { name: 'Allow' }).click();
      await page.waitForURL(/\/callback\?/);
      const answer = new URL(page.url()).searchParams;
      assert.equal(answer.get('state'), 'a&b');
      assert.equal(answer.get('iss'), server.url);
      const body = { grant_type: 'authorization_code', code: answer.get('code') ?? '', redirect_uri: app.redirectUri };
      const form = new URLSearchParams({ ...body, client_id: clientId, code_verifier: verifier });
      const redeemed = await fetch(`${server.url}/oauth2/tokens`, { method: 'POST', body: form });
      const { access_token, scope } = (await redeemed.json()) as { readonly access_token: string; readonly scope: string };
      assert.equal(scope, 'user:read_personal');
      const whoAmI = async (): Promise<number> =>
        (await fetch(`${server.url}/api/v2/users/me`, { headers: { authorization: `Bearer ${access_token}` } })).status;
      assert.equal(await whoAmI(), 200);

      await admin.open('/authorised-apps');
      assert.match(admin.page, /<h2>Desk app<\/h2>/);
      await admin.submit('/authorised-apps/');
      assert.match(admin.page, /has no access any more/);
      assert.match(admin.page, /You have not authorised any application/);
      assert.equal(await whoAmI(), 401, 'what was withdrawn no longer works');
    }));

  test('RFC 6749 §4.1.2.1: deny tells the application, and nothing else', () =>
    withPage(async (page) => {
      await page.goto(authorizeUrl());
      await signIn(page);
      await page.getByText('Full access').waitFor();
      await page.getByRole('link', { name: 'Deny' }).click();
      await page.waitForURL(/\/callback\?/);
      const answer = new URL(page.url()).searchParams;
      assert.equal(answer.get('error'), 'access_denied');
      assert.equal(answer.get('state'), 'a&b');
      assert.equal(answer.get('code'), null);
    }));

  test('“not you?” signs out and asks the next person the same', () =>
    withPage(async (page) => {
      await page.goto(authorizeUrl());
      await signIn(page);
      await page.getByRole('button', { name: 'Not you?' }).click();
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      await signIn(page);
      await page.getByRole('button', { name: 'Allow' }).waitFor();
    }));

  test('RFC 6749 §4.1.2.1: a redirect URI that is not registered is never followed', () =>
    withPage(async (page) => {
      await page.goto(authorizeUrl({ redirect_uri: 'https://evil.example/' }));
      await page.getByText('you were not sent back to it').waitFor();
      assert.equal(await page.locator('#content a').count(), 0);
    }));

  test('after sign-in an error still reaches the application', () =>
    withPage(async (page) => {
      await page.goto(authorizeUrl({ scope: 'no:such' }));
      if (page.url().startsWith(server.url)) await signIn(page);
      await page.waitForURL(/\/callback\?/);
      assert.equal(new URL(page.url()).searchParams.get('error'), 'invalid_scope');
    }));

  test('a link from a terminal leads through sign-in to the provider and back', () =>
    withPage(async (page) => {
      await page.goto(`${server.url}/external-auth/demo`);
      await signIn(page);
      await page.getByRole('heading', { name: 'Demo is linked' }).waitFor();
    }));

  test('OpenID Connect Core §3.1.2.1: login_hint is typed already, and prompt=login has who is signed in do it again', () =>
    withPage(async (page) => {
      await page.goto(authorizeUrl({ login_hint: owner.email }));
      assert.equal(await page.getByLabel('Email or user name').inputValue(), owner.email);
      await page.getByLabel('Password').fill(owner.password);
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Allow' }).waitFor();

      await page.goto(authorizeUrl({ prompt: 'login', login_hint: owner.email }));
      await page.getByText('You are signed in as').waitFor();
      await page.getByLabel('Password').fill('not the password');
      await page.keyboard.press('Enter');
      await page.getByText('The email address or the password is wrong.').waitFor();
      await page.getByLabel('Password').fill(owner.password);
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Allow' }).click();
      await page.waitForURL(/\/callback\?code=/);
    }));

  test('OpenID Connect Core §5.5.1: somebody else than the application wants signs in, and it is told', () =>
    withPage(async (page) => {
      await page.goto(authorizeUrl({ scope: 'openid', claims: JSON.stringify({ id_token: { sub: { value: 'somebody' } } }) }));
      await signIn(page);
      await page.getByText('You are signed in as').waitFor();
      await signIn(page);
      await page.waitForURL(/\/callback\?error=login_required/);
    }));

  test('OpenID Connect Core §5.5: claims that are asked for one by one are shown', () =>
    withPage(async (page) => {
      await page.goto(
        authorizeUrl({ scope: 'openid profile', claims: JSON.stringify({ userinfo: { email: null, name: null, acr: null } }) }),
      );
      await signIn(page);
      await page.getByText('Learn of you: email', { exact: true }).waitFor();
    }));
});

import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { skipWithoutChromium, startChromium } from './chromium.ts';
import { owner, signUp, startConsole, type TestConsole } from './start-console.ts';

describe('requests and answers that travel otherwise than in the query, in a browser', { skip: skipWithoutChromium }, () => {
  let server: TestConsole;
  let app: Server;
  let redirectUri: string;
  let browser: Browser;
  let clientId: string;
  /** The last form that the application got. */
  let posted: URLSearchParams;
  const challenge = createHash('sha256').update(randomBytes(32).toString('base64url')).digest('base64url');

  before(async () => {
    server = await startConsole();
    const admin = await signUp(server);
    app = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      if (request.method === 'POST') posted = new URLSearchParams(body); // not the browser's look for an icon
      response.end('The app has its answer.');
    }).listen(0, '127.0.0.1');
    await once(app, 'listening');
    redirectUri = `http://127.0.0.1:${(app.address() as AddressInfo).port}/callback`; // a TCP server's address is no string
    browser = await startChromium();
    await admin.open('/applications/new');
    await admin.submit('/applications', { name: 'Form app', redirect_uris: redirectUri, client_type: 'public' });
    clientId = admin.find(/<dt>Client id<\/dt><dd><code>([^<]+)/);
  });
  after(async () => {
    await browser.close();
    app.close();
    app.closeAllConnections();
    await server[Symbol.asyncDispose]();
  });

  const parameters = (more: Readonly<Record<string, string>>): URLSearchParams =>
    new URLSearchParams({
      response_type: 'code',
      client_id: clientId,
      redirect_uri: redirectUri,
      state: `"><b>&'`,
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...more,
    });
  const urlOf = (query: URLSearchParams): string => `${server.url}/oauth2/authorize?${query}`;

  const signIn = async (page: Page): Promise<void> => {
    await page.getByLabel('Email or user name').fill(owner.email);
    await page.getByLabel('Password').fill(owner.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
  };

  for (const javaScriptEnabled of [true, false]) {
    test(`OAuth 2.0 Form Post Response Mode §2: the answer is posted ${javaScriptEnabled ? 'by itself' : 'on a click'}`, async () => {
      const context = await browser.newContext({ javaScriptEnabled });
      const page = await context.newPage();
      await page.goto(urlOf(parameters({ response_mode: 'form_post' })));
      await signIn(page);
      await page.getByRole('button', { name: 'Allow' }).click();
      if (!javaScriptEnabled) await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByText('The app has its answer.').waitFor();
      assert.match(posted.get('code') ?? '', /^gac_/);
      assert.equal(posted.get('state'), `"><b>&'`);
      assert.equal(posted.get('iss'), server.url);
      await context.close();
    });
  }

  test('JARM §2.3.3: a denial is posted and signed', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(urlOf(parameters({ response_mode: 'form_post.jwt' })));
    await signIn(page);
    await page.getByRole('button', { name: 'Deny' }).click();
    await page.getByText('The app has its answer.').waitFor();
    assert.deepEqual([...posted.keys()], ['response']);
    const [, payload = ''] = (posted.get('response') ?? '').split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    assert.equal(claims.error, 'access_denied');
    assert.equal(claims.aud, clientId);
    await context.close();
  });

  test('RFC 9126 §4: a pushed request leads through sign-in to consent, once', async () => {
    const form = parameters({ scope: 'user:read_personal' });
    const pushed = await fetch(`${server.url}/oauth2/par`, { method: 'POST', body: form });
    assert.equal(pushed.status, 201, await pushed.clone().text());
    const { request_uri } = (await pushed.json()) as { request_uri: string };
    const url = urlOf(new URLSearchParams({ client_id: clientId, request_uri }));
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(url);
    await signIn(page);
    await page.getByText('See your name, user name and email address').waitFor();
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.waitForURL(/\/callback\?/);
    await page.goto(url);
    await page.getByText('This request was used already').waitFor();
    await context.close();
  });

  test('OpenID Connect Core §3.1.2.1: prompt=login has who is signed in sign in again, once', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(urlOf(parameters({})));
    await signIn(page);
    await page.getByRole('button', { name: 'Allow' }).waitFor();
    await new Promise((resolve) => setTimeout(resolve, 1100)); // sessions know whole seconds
    await page.goto(urlOf(parameters({ prompt: 'login' })));
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await signIn(page);
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.waitForURL(/\/callback\?/);
    assert.ok(new URL(page.url()).searchParams.has('code'));
    await context.close();
  });
});

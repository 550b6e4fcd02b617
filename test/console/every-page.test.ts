import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { pages } from '../../src/console/registry.ts';
import { signUp, startConsole, type TestConsole } from './start-console.ts';
import { Visitor } from './visitor.ts';

const routes = pages.flatMap(({ access, routes }) =>
  routes.map(({ method, path }) => ({ access, method, path: path.replaceAll(/:\w+/g, '1') })),
);

describe('every page', () => {
  let server: TestConsole;
  let owner: Visitor;

  before(async () => {
    server = await startConsole();
    owner = await signUp(server);
  });
  after(() => server[Symbol.asyncDispose]());

  for (const { access, method, path } of routes) {
    if (access !== 'anyone') {
      test(`${method} ${path}: somebody who is not signed in is asked to`, async () => {
        const stranger = await new Visitor(server.url).open('/login');
        const { csrf_token = '' } = Object.fromEntries(stranger.forms('/login')[0]?.fields ?? []);
        if (method === 'GET') await stranger.open(path);
        else await stranger.post(path, new URLSearchParams({ csrf_token }));
        const back = method === 'GET' ? path : '/';
        assert.equal(stranger.path, `/login?redirect=${encodeURIComponent(back)}`);
      });
    }

    if (method === 'POST') {
      test(`${method} ${path}: a form without its token is refused`, async () => {
        await owner.post(path, new URLSearchParams({ name: 'x' }));
        assert.equal(owner.status, 403);
      });

      test(`${method} ${path}: a body that is no form, or too large a one, is not our fault`, async () => {
        const send = (body: string, type: string): Promise<Response> =>
          owner.browser.request(server.url + path, { method: 'POST', body, headers: { 'content-type': type } });
        assert.equal((await send('{', 'application/json')).status, 415);
        assert.equal((await send(`a=${'b'.repeat(70_000)}`, 'application/x-www-form-urlencoded')).status, 413);
        assert.equal((await send('csrf_token=%zz&%00', 'application/x-www-form-urlencoded')).status, 403);
      });
    } else {
      test(`${method} ${path}: carries the security headers and is not kept`, async () => {
        const { headers } = await owner.browser.request(server.url + path);
        assert.match(headers.get('content-security-policy') ?? '', /^default-src 'none'; /);
        assert.doesNotMatch(headers.get('content-security-policy') ?? '', /unsafe/);
        assert.equal(headers.get('cache-control'), 'no-store');
        assert.equal(headers.get('x-content-type-options'), 'nosniff');
        assert.equal(headers.get('referrer-policy'), 'no-referrer');
      });
    }
  }

  test('a thing that does not exist is a page that says so', async () => {
    for (const path of ['/applications/unknown', '/external-auth/unknown']) {
      await owner.open(path);
      assert.equal(owner.status, 404, path);
      assert.match(owner.page, /<title>Not found/);
    }
  });

  test('the files that pages load are served with their types and can be cached', async () => {
    const types = {
      'assets/tabler.min.css': 'text/css',
      'assets/console.css': 'text/css',
      'assets/grantry.svg': 'image/svg+xml',
      'icon/github.svg': 'image/svg+xml',
    };
    for (const [file, type] of Object.entries(types)) {
      const response = await fetch(`${server.url}/${file}`);
      assert.equal(response.status, 200, file);
      assert.ok(response.headers.get('content-type')?.startsWith(type), file);
      assert.equal(response.headers.get('cache-control'), 'public, max-age=3600');
      const headers = { 'if-none-match': response.headers.get('etag') ?? '', 'cache-control': 'max-age=0' };
      const again = await fetch(`${server.url}/${file}`, { headers });
      assert.equal(again.status, 304);
    }
  });

  test('nothing beside them is served', async () => {
    for (const path of ['/assets/', '/assets/../console.ts', '/assets/tabler.css', '/assets/%2e%2e/html.ts']) {
      assert.notEqual((await fetch(server.url + path)).status, 200, path);
    }
  });
});

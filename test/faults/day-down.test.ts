import assert from 'node:assert/strict';
import { test } from 'node:test';
import { handOut } from '../../src/broker/hand-out/hand-out.ts';
import { healthOf } from '../../src/broker/health.ts';
import type { SendRequest } from '../../src/broker/ports.ts';
import { refreshAhead } from '../../src/broker/refresh/refresh-ahead.ts';
import { seconds } from '../../src/protocol/units.ts';
import { type FaultProxy, type ProxyFault, startFaultProxy } from '../support/fault-proxy.ts';
import { linkAccount, testAccessUrl, testCallback, upstreamSettings } from '../support/link-account.ts';
import { startOidcUpstream } from '../support/oidc-upstream.ts';
import { openTestBroker, providersOf, userId } from '../support/test-broker.ts';

const lifetime = 3600;
const day = 86_400;
const everySeconds = 30;

/**
 * What the back-off allows in a day: pauses of at least 150 s once it is fully grown, and at most ten shorter ones before that. The
 * metadata is asked for once a minute at most, and so is the validation endpoint while the token lives.
 */
const callsAllowed = { '/token': day / 150 + 10, '/me': lifetime / 60 + 10, '/.well-known/openid-configuration': day / 60 + 10 };

const answerWith =
  (status: number, body: string): ProxyFault =>
  ({ response }) =>
    void response.writeHead(status, { 'content-type': 'text/html' }).end(body);

const outages: readonly (readonly [title: string, begin: (proxy: FaultProxy) => unknown, end: (proxy: FaultProxy) => unknown])[] = [
  ['refuses connections', (proxy) => proxy.refuse(), (proxy) => proxy.listen()],
  ['answers 503', (proxy) => proxy.breakAll(answerWith(503, 'down')), (proxy) => proxy.breakAll(undefined)],
  ['shows a page', (proxy) => proxy.breakAll(answerWith(200, '<html>Maintenance</html>')), (proxy) => proxy.breakAll(undefined)],
  ['hangs up', (proxy) => proxy.breakAll(({ response }) => void response.socket?.resetAndDestroy()), (proxy) => proxy.breakAll(undefined)],
];

for (const [title, begin, end] of outages) {
  test(`DESIGN §5: a provider that ${title} for a day is asked no more than the back-off allows, and needs no user afterwards`, async (t) => {
    let origin = '';
    await using proxy = await startFaultProxy(() => origin);
    await using upstream = await startOidcUpstream({ redirectUris: [testCallback], accessTokenLifetime: lifetime, issuer: proxy.url });
    origin = upstream.origin;
    await using opened = await openTestBroker({
      accessUrl: testAccessUrl,
      providers: providersOf(upstreamSettings(upstream)),
      times: { retries: seconds(0) },
    });
    const { broker } = opened;
    const ask = async (): Promise<string> => (await handOut(broker, { userId, selector: { id: 'upstream' } })).action;
    const health = async () => {
      const connection = await broker.facts.findConnectionOf(userId, 'upstream');
      return connection === undefined ? assert.fail() : healthOf(connection, true, broker.clock());
    };
    await linkAccount(opened);
    assert.equal(await ask(), 'token');

    const attempts = new Map<string, number>();
    const counted = { ...broker, send: countBy(broker.send, attempts) };
    await begin(proxy);
    for (let second = 0; second < day; second += everySeconds) {
      const { action } = await handOut(counted, { userId, selector: { id: 'upstream' } });
      assert.equal(action, second < lifetime ? 'token' : 'unavailable', `after ${second} s`);
      await refreshAhead(counted);
      opened.pass(everySeconds);
    }
    const down = await health();
    assert.equal(down.state, 'degraded');
    assert.match('cause' in down ? down.cause : '', /could not be reached|status 503|status 200 without/);
    for (const [path, allowed] of Object.entries(callsAllowed))
      assert.ok((attempts.get(path) ?? 0) <= allowed, `${path}: ${attempts.get(path)} calls, ${allowed} allowed`);
    t.diagnostic(`calls in a day: ${JSON.stringify(Object.fromEntries(attempts))}`);

    await end(proxy);
    opened.pass(300);
    assert.equal(await ask(), 'token');
    assert.equal((await health()).state, 'ok');
    assert.deepEqual([upstream.count('refresh_token success'), upstream.count('refresh_token error')], [1, 0]);
  });
}

const countBy =
  (send: SendRequest, counts: Map<string, number>): SendRequest =>
  (request) => {
    const { pathname } = new URL(request.url);
    counts.set(pathname, (counts.get(pathname) ?? 0) + 1);
    return send(request);
  };

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { OAuth2Server } from 'oauth2-mock-server';
import { handOut } from '../../src/broker/hand-out/hand-out.ts';
import { listLinks } from '../../src/broker/hand-out/list-links.ts';
import { healthOf } from '../../src/broker/health.ts';
import { seconds } from '../../src/protocol/units.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { linkAccount, testAccessUrl, testCallback, upstreamSettings } from '../support/link-account.ts';
import { type OidcUpstream, startOidcUpstream } from '../support/oidc-upstream.ts';
import { openTestBroker, providersOf } from '../support/test-broker.ts';
import { type TokenFault, tokenFaults } from './token-faults.ts';

type Upstream = Pick<OidcUpstream, 'issuer' | 'clientId' | 'clientSecret'> & AsyncDisposable;

interface Kind {
  readonly title: string;
  readonly detectsReuse: boolean;
  start(): Promise<Upstream>;
}

const oidc = (title: string, rotation: 'reuse is detected' | 'reuse is forgiven' | 'none'): Kind => ({
  title,
  detectsReuse: rotation === 'reuse is detected',
  start: () => startOidcUpstream({ redirectUris: [testCallback], rotation }),
});

async function startMockServer(): Promise<Upstream> {
  const server = new OAuth2Server();
  await server.issuer.keys.generate('ES256');
  await server.start(0, '127.0.0.1');
  return { issuer: server.issuer.url ?? '', clientId: 'c', clientSecret: 's', [Symbol.asyncDispose]: () => server.stop() };
}

const kinds: readonly Kind[] = [
  oidc('rotates and detects reuse', 'reuse is detected'),
  oidc('rotates with grace', 'reuse is forgiven'),
  oidc('does not rotate', 'none'),
  { title: 'takes any refresh token', detectsReuse: false, start: startMockServer },
];

/** An account linked an hour ago whose next refresh meets the fault: what the user gets then, and later. */
async function meet(upstream: Upstream, { fault, class: failure, cause, isDone }: TokenFault, isTold: boolean): Promise<void> {
  const userId = randomUUID();
  await using proxy = await startFaultProxy(() => upstream.issuer);
  await using opened = await openTestBroker({
    accessUrl: testAccessUrl,
    providers: providersOf({ ...upstreamSettings(upstream), token_url: `${proxy.url}/token` }),
    times: { request: seconds(2), retries: seconds(0) },
  });
  const { broker } = opened;
  const ask = async () => {
    const result = await handOut(broker, { userId, selector: { id: 'upstream' } });
    return result.action === 'token'
      ? result.connection.accessToken.reveal()
      : `${result.action}: ${'cause' in result ? result.cause : ''}`;
  };
  const health = async () => {
    const [link] = await listLinks(broker, userId);
    assert.ok(link);
    const { state, ...rest } = healthOf(link.connection, true, broker.clock());
    return { state, cause: 'cause' in rest ? rest.cause : '', error: link.error, failure: link.connection.failure?.class };
  };
  opened.pass(-3600);
  await linkAccount(opened, '', userId);
  const linked = await ask();
  opened.pass(3600);

  if (fault === 'refused') await proxy.refuse();
  else proxy.breakNext('/token', fault);
  const first = await ask();
  const shown = await health();
  if (fault === 'refused') await proxy.listen();

  if (failure === undefined) {
    assert.match(first, /^\S{20,}$/);
    assert.deepEqual(shown, { state: 'ok', cause: '', error: '', failure: undefined });
    return;
  }
  assert.equal(shown.failure, failure);
  assert.match(shown.cause, cause);
  assert.equal(shown.error, shown.cause, 'what the REST API calls validate_error');
  if (failure === 'terminal') {
    assert.equal(first, `link_needed: ${shown.cause}`);
    assert.equal(shown.state, 'needs_reauth');
    opened.pass(86_400);
    await ask();
    assert.equal(proxy.count('/token'), 1 + 1, 'linked, and asked once');
    return;
  }
  assert.equal(first, `unavailable: ${shown.cause}`);
  assert.equal(shown.state, 'degraded');
  opened.pass(60);
  const second = await ask();
  const later = await health();
  if (isDone && isTold) {
    assert.match(second, /^link_needed: invalid_grant.* was interrupted before its answer could be stored/);
    assert.deepEqual([later.state, later.failure], ['needs_reauth', 'terminal']);
  } else {
    assert.match(second, /^\S{20,}$/, 'the provider still honours the token we kept');
    assert.notEqual(second, linked);
    assert.deepEqual(later, { state: 'ok', cause: '', error: '', failure: undefined });
  }
}

for (const { title, detectsReuse, start } of kinds) {
  describe(`a provider that ${title}`, { concurrency: 6 }, () => {
    let upstream: Upstream;
    before(async () => {
      upstream = await start();
    });
    after(() => upstream[Symbol.asyncDispose]());

    for (const fault of tokenFaults) {
      const ending =
        fault.class === undefined
          ? 'brings tokens'
          : fault.class === 'terminal'
            ? 'ends the connection with its words'
            : fault.isDone && detectsReuse
              ? 'ends the connection, and the loss is told'
              : 'costs nothing';
      test(`DESIGN §5: ${fault.name} ${ending}`, () => meet(upstream, fault, detectsReuse));
    }
  });
}

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { handOut } from '../../src/broker/hand-out/hand-out.ts';
import { unlinkConnection } from '../../src/broker/unlink/unlink-connection.ts';
import { seconds } from '../../src/protocol/units.ts';
import { type FaultProxy, startFaultProxy } from '../support/fault-proxy.ts';
import { linkAccount, testAccessUrl, testCallback, upstreamSettings } from '../support/link-account.ts';
import { type OidcUpstream, startOidcUpstream } from '../support/oidc-upstream.ts';
import { openTestBroker, providersOf, type TestBroker } from '../support/test-broker.ts';
import { type TokenFault, tokenFaults } from './token-faults.ts';

let upstream: OidcUpstream;
before(async () => {
  upstream = await startOidcUpstream({ redirectUris: [testCallback] });
});
after(() => upstream[Symbol.asyncDispose]());

interface Linked extends AsyncDisposable {
  readonly opened: TestBroker;
  readonly proxy: FaultProxy;
  readonly userId: string;
  ask(): Promise<string>;
}

/** An account whose provider is asked about tokens, and told that they are not wanted, through a proxy. */
async function link(): Promise<Linked> {
  const userId = randomUUID();
  const proxy = await startFaultProxy(() => upstream.issuer);
  const opened = await openTestBroker({
    accessUrl: testAccessUrl,
    providers: providersOf({ ...upstreamSettings(upstream), validate_url: `${proxy.url}/me`, revoke_url: `${proxy.url}/token/revocation` }),
    times: { request: seconds(2), retries: seconds(0) },
  });
  await linkAccount(opened, '', userId);
  return {
    opened,
    proxy,
    userId,
    ask: async () => (await handOut(opened.broker, { userId, selector: { id: 'upstream' } })).action,
    async [Symbol.asyncDispose]() {
      await opened[Symbol.asyncDispose]();
      await proxy[Symbol.asyncDispose]();
    },
  };
}

async function meet(proxy: FaultProxy, path: string, { fault }: TokenFault, work: () => Promise<void>): Promise<void> {
  if (fault === 'refused') await proxy.refuse();
  else proxy.breakNext(path, fault);
  await work();
  if (fault === 'refused') await proxy.listen();
}

describe('the validation endpoint', { concurrency: 6 }, () => {
  for (const fault of tokenFaults) {
    test(`DESIGN §5: ${fault.name} at validation costs no token, and no user is needed`, async () => {
      await using at = await link();
      const before = upstream.count('refresh_token error');
      await meet(at.proxy, '/me', fault, async () => assert.notEqual(await at.ask(), 'link_needed'));
      assert.equal(await at.ask(), 'token');
      const connection = await at.opened.broker.facts.findConnectionOf(at.userId, 'upstream');
      assert.deepEqual([connection?.failure, connection?.rejectedAt], [undefined, undefined]);
      at.opened.pass(300);
      await meet(at.proxy, '/me', fault, async () => assert.equal(await at.ask(), 'token', 'it was accepted before'));
      at.opened.pass(300);
      assert.equal(await at.ask(), 'token', 'and its refresh token works');
      assert.equal(upstream.count('refresh_token error'), before);
    });
  }
});

describe('the revocation endpoint', { concurrency: 6 }, () => {
  for (const fault of tokenFaults) {
    test(`DESIGN §5: ${fault.name} at revocation is told, and the account is unlinked all the same`, async () => {
      await using at = await link();
      const { broker } = at.opened;
      const [provider] = broker.providers;
      const connection = await broker.facts.findConnectionOf(at.userId, 'upstream');
      assert.ok(provider && connection);
      await meet(at.proxy, '/token/revocation', fault, async () => {
        const revocation = await unlinkConnection(broker, provider, connection.id);
        assert.ok(revocation?.revoked === true || /\S/.test(revocation?.error ?? ''), JSON.stringify(revocation));
      });
      assert.equal(await at.ask(), 'link_needed');
    });
  }
});

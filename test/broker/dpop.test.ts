import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { handOut } from '../../src/broker/hand-out/hand-out.ts';
import { signProof } from '../../src/broker/hand-out/sign-proof.ts';
import { tokenTypeOf } from '../../src/broker/model/connection.ts';
import { sendRequest } from '../../src/broker/outbound/send-request.ts';
import type { OutboundRequest } from '../../src/broker/ports.ts';
import { linkAccount, testAccessUrl, testCallback, upstreamSettings } from '../support/link-account.ts';
import { type OidcUpstream, type OidcUpstreamOptions, startOidcUpstream } from '../support/oidc-upstream.ts';
import { openTestBroker, providersOf, type TestBroker, userId } from '../support/test-broker.ts';

interface Scene extends AsyncDisposable {
  readonly upstream: OidcUpstream;
  readonly opened: TestBroker;
  /** Everything that was sent to the provider. */
  readonly sent: readonly OutboundRequest[];
  connection(): ReturnType<typeof findConnection>;
  /** The token that is handed out. */
  token(): Promise<string>;
}

const wanted = { userId, selector: { id: 'upstream' } } as const;

const findConnection = async ({ broker }: TestBroker) =>
  (await broker.facts.findConnectionOf(userId, 'upstream')) ?? assert.fail('nothing is linked');

/** An account linked where tokens are bound to keys, if the provider offers that. */
async function scene(dpop: OidcUpstreamOptions['dpop'] | undefined): Promise<Scene> {
  const upstream = await startOidcUpstream({ redirectUris: [testCallback], ...(dpop === undefined ? {} : { dpop }) });
  const sent: OutboundRequest[] = [];
  const opened = await openTestBroker({
    accessUrl: testAccessUrl,
    providers: providersOf({ ...upstreamSettings(upstream), dpop: 'true' }),
    send: (request) => {
      sent.push(request);
      return sendRequest(request);
    },
  });
  await linkAccount(opened);
  return {
    upstream,
    opened,
    sent,
    connection: () => findConnection(opened),
    token: async () => {
      const result = await handOut(opened.broker, wanted);
      return result.action === 'token' ? result.connection.accessToken.reveal() : assert.fail(JSON.stringify(result));
    },
    async [Symbol.asyncDispose]() {
      await opened[Symbol.asyncDispose]();
      await upstream[Symbol.asyncDispose]();
    },
  };
}

const proofFor = async ({ opened }: Scene, htu: string, nonce?: string): Promise<string> => {
  const result = await signProof(opened.broker, { ...wanted, htm: 'GET', htu, nonce });
  return result.action === 'proof' ? result.proof : assert.fail(result.action);
};

/** What the provider answers to somebody else with the token that was handed out. */
const use = (url: string, authorization: string, proof?: string): Promise<Response> =>
  fetch(url, { headers: { authorization, ...(proof === undefined ? {} : { dpop: proof }) } });

for (const dpop of ['offered', 'with nonces'] as const) {
  describe(`RFC 9449 at a provider where DPoP is ${dpop}`, () => {
    test('§5: a linked account has a token bound to a key of its own, which the store seals', async () => {
      await using at = await scene(dpop);
      const connection = await at.connection();
      assert.equal(tokenTypeOf(connection), 'DPoP');
      assert.deepEqual(Object.keys(JSON.parse(connection.dpopKey?.reveal() ?? '{}')).sort(), ['crv', 'd', 'kty', 'x', 'y']);
      assert.equal(connection.account, 'upstream-person', '§7: who it is was asked with a proof');
      assert.deepEqual(at.opened.events, []);
    });

    test('§7.1: the token is useless without a proof, and works with the one that is signed for it', async () => {
      await using at = await scene(dpop);
      const url = `${at.upstream.issuer}/me`;
      const token = await at.token();
      assert.equal((await use(url, `Bearer ${token}`)).status, 401);
      assert.equal((await use(url, `DPoP ${token}`)).status, 400);
      const first = await use(url, `DPoP ${token}`, await proofFor(at, `${url}?a=b#c`));
      if (dpop === 'offered') return assert.equal(first.status, 200);
      assert.equal(first.status, 401);
      const nonce = first.headers.get('dpop-nonce') ?? '';
      assert.equal((await use(url, `DPoP ${token}`, await proofFor(at, url, nonce))).status, 200);
    });

    test('§5: a refresh is bound to the same key, and to no other one', async () => {
      await using at = await scene(dpop);
      const before = await at.connection();
      at.opened.pass(595);
      const token = await at.token();
      const after = await at.connection();
      assert.notEqual(token, before.accessToken.reveal());
      assert.equal(after.dpopKey?.reveal(), before.dpopKey?.reveal());
      assert.deepEqual([at.upstream.count('refresh_token success'), at.upstream.count('authorization_code success')], [1, 1]);
      assert.ok(after.lastValidatedAt !== undefined, 'validated with a proof');
    });

    test('§8: a nonce is learned once and used from then on; being refused for want of it is no refresh', async () => {
      await using at = await scene(dpop);
      const refreshes = () => at.sent.filter(({ body }) => body?.startsWith('grant_type=refresh_token')).length;
      at.opened.broker.nonces.clear();
      at.opened.pass(595);
      await at.token();
      assert.equal(refreshes(), 2, 'where none is needed, one is wanted of a clock that is 10 min ahead');
      assert.equal(at.upstream.count('refresh_token success'), 1);
      at.opened.pass(600);
      await at.token();
      assert.equal(refreshes(), 3);
      assert.equal((await at.connection()).failure, undefined);
    });
  });
}

test('RFC 9449 §5: a provider that ignores proofs issues a bearer token, which is kept as such, and the operator is told', async () => {
  await using at = await scene(undefined);
  assert.equal(tokenTypeOf(await at.connection()), 'Bearer');
  assert.deepEqual(at.opened.events, [{ event: 'dpop_ignored', providerId: 'upstream' }]);
  const token = await at.token();
  assert.equal((await use(`${at.upstream.issuer}/me`, `Bearer ${token}`)).status, 200);
  const proof = await signProof(at.opened.broker, { ...wanted, htm: 'GET', htu: 'https://api.example', nonce: undefined });
  assert.equal(proof.action, 'unbound');
});

test('a proof is signed only for whoever may have the token', async () => {
  await using at = await scene('offered');
  const request = { ...wanted, htm: 'GET', htu: 'https://api.example', nonce: undefined };
  assert.equal((await signProof(at.opened.broker, { ...request, policy: [{ provider: 'other' }] })).action, 'refused');
  assert.equal((await signProof(at.opened.broker, { ...request, userId: 'somebody' })).action, 'link_needed');
  assert.equal((await signProof(at.opened.broker, { ...request, policy: [{ provider: 'upstream' }] })).action, 'proof');
});

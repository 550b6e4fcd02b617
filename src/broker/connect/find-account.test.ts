import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret } from '../../protocol/secret.ts';
import { epochSeconds, seconds } from '../../protocol/units.ts';
import { createBroker } from '../create-broker.ts';
import type { Broker, OutboundAnswer, OutboundRequest } from '../ports.ts';
import { decodeProviderSettings } from '../testing/decode-provider-settings.ts';
import { findAccount } from './find-account.ts';

/** A broker that answers every request alike, and remembers them. */
const brokerThatHears = (answer: OutboundAnswer): { readonly broker: Broker; readonly asked: OutboundRequest[] } => {
  const asked: OutboundRequest[] = [];
  const send = async (request: OutboundRequest): Promise<OutboundAnswer> => {
    asked.push(request);
    return answer;
  };
  const clock = () => epochSeconds(1_800_000_000);
  const ports = { facts: {}, commit: {}, mint: {}, sha256: {} } as unknown as Pick<Broker, 'facts' | 'commit' | 'mint' | 'sha256'>; // not looked at
  return { broker: createBroker({ ...ports, clock, send, providers: [], accessUrl: '', times: { request: seconds(3) } }), asked };
};
const answered = (status: number, body: unknown): OutboundAnswer => ({
  outcome: 'answered',
  status,
  headers: {},
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const providerOf = (settings: object) => {
  const [provider] = decodeProviderSettings({ environment: {}, list: [{ id: 'p', client_id: 'c', ...settings }] });
  return provider ?? assert.fail();
};
const github = providerOf({ type: 'github' });
const endpoints = { type: 'custom', auth_url: 'https://p.example/a', token_url: 'https://p.example/t' };
const tokens = { accessToken: new Secret('at') };
const idToken = `e30.${Buffer.from(JSON.stringify({ iss: 'https://p.example', aud: 'c', sub: 's', email: 'a@e' })).toString('base64url')}.c2ln`;

test('an account is asked for with its own token, in the time a request has', async () => {
  const { broker, asked } = brokerThatHears(answered(200, { id: 7, login: 'octo' }));
  assert.deepEqual(await findAccount(broker, github, tokens), { id: '7', name: 'octo' });
  assert.deepEqual(
    asked.map(({ method, url, headers, timeout }) => [method, url, headers.authorization, timeout]),
    [['GET', 'https://api.github.com/user', 'Bearer at', 3]],
  );
});

for (const [title, answer] of [
  ['refuses', answered(403, { id: 7, login: 'octo' })],
  ['answers with a page', answered(200, '<html>')],
  ['does not answer', { outcome: 'failed', reached: true, words: 'timeout' }],
] as const) {
  test(`a provider that ${title} leaves the account unknown`, async () => {
    assert.equal(await findAccount(brokerThatHears(answer).broker, github, tokens), undefined);
  });

  test(`a provider that ${title} may have named it in an ID token`, async () => {
    const provider = providerOf({ ...endpoints, validate_url: 'https://p.example/me' });
    const account = await findAccount(brokerThatHears(answer).broker, provider, { ...tokens, members: { id_token: idToken } });
    assert.deepEqual(account, { id: 's', name: 'a@e' });
  });
}

test('a provider without a place to ask is not asked', async () => {
  const { broker, asked } = brokerThatHears(answered(200, {}));
  assert.equal(await findAccount(broker, providerOf(endpoints), tokens), undefined);
  assert.equal(asked.length, 0);
});

test('an issuer whose metadata cannot be had leaves the account unknown', async () => {
  const { broker } = brokerThatHears(answered(500, ''));
  assert.equal(await findAccount(broker, providerOf({ type: 'oidc', issuer: 'https://p.example' }), tokens), undefined);
});

test('what a provider says is kept in bounds', async () => {
  const { broker } = brokerThatHears(answered(200, { id: 7, login: 'x'.repeat(5000) }));
  assert.equal((await findAccount(broker, github, tokens))?.name.length, 200);
});

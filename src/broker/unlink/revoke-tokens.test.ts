import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret } from '../../protocol/secret.ts';
import { epochSeconds } from '../../protocol/units.ts';
import { createBroker } from '../create-broker.ts';
import type { BrokerEvent, OutboundAnswer, OutboundRequest } from '../ports.ts';
import { decodeProviderSettings } from '../testing/decode-provider-settings.ts';
import { revokeTokens } from './revoke-tokens.ts';

const tokens = { accessToken: new Secret('a'), refreshToken: new Secret('r') };

/** Revokes at a provider that answers so: the result, what was sent, and what the operator is told. */
async function revoke(answer: OutboundAnswer, settings: Readonly<Record<string, unknown>> = {}) {
  const sent: OutboundRequest[] = [];
  const told: BrokerEvent[] = [];
  const unused = (): never => assert.fail('revoking asks the store nothing');
  const urls = { auth_url: 'https://p.example/a', token_url: 'https://p.example/t', revoke_url: 'https://p.example/revoke' };
  const [provider] = decodeProviderSettings({
    environment: {},
    list: [{ id: 'p', client_id: 'c', client_secret: 's', ...urls, ...settings }],
  });
  const broker = createBroker({
    facts: new Proxy({} as never, { get: unused }), // not even one fact is needed
    commit: unused,
    clock: () => epochSeconds(0),
    mint: new Proxy({} as never, { get: unused }), // nothing is made
    sha256: unused,
    accessUrl: '',
    providers: [],
    report: (event) => told.push(event),
    send: async (request) => {
      sent.push(request);
      return answer;
    },
  });
  return { result: await revokeTokens(broker, provider ?? assert.fail(), tokens), sent, told };
}

const answered = (status: number, body = ''): OutboundAnswer => ({ outcome: 'answered', status, headers: {}, body });

test('F.1: RFC 7009 at a generic provider', async () => {
  const { result, sent, told } = await revoke(answered(200));
  assert.deepEqual([result, told], [{ revoked: true, error: undefined }, []]);
  assert.equal(sent[0]?.body, 'token=r&token_type_hint=refresh_token');
});

test('F.2: what the provider says against it is told to the user and the operator', async () => {
  const { result, told } = await revoke(answered(403, 'wrong bearer'));
  assert.deepEqual(result, { revoked: false, error: 'status 403: wrong bearer' });
  assert.deepEqual(told, [{ event: 'revocation_failed', providerId: 'p', words: 'status 403: wrong bearer' }]);
});

test('F.5, F.7: GitHub is 204 and nothing else', async () => {
  assert.equal((await revoke(answered(204), { type: 'github' })).result.revoked, true);
  assert.equal((await revoke(answered(200), { type: 'github' })).result.revoked, false);
});

test('F.8: a revocation is given up after 10 s', async () => {
  const { sent } = await revoke(answered(200));
  assert.equal(sent[0]?.timeout, 10);
});

test('RFC 7009: a provider that offers none is asked nothing', async () => {
  const { result, sent } = await revoke(answered(200), { revoke_url: '' });
  assert.deepEqual([result, sent], [{ revoked: false, error: undefined }, []]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { epochSeconds, seconds } from '../../protocol/units.ts';
import type { OutboundAnswer } from '../ports.ts';
import { decodeProviderSettings } from '../testing/decode-provider-settings.ts';
import { resolveEndpoints } from './resolve-endpoints.ts';

const issuer = 'https://id.example/tenant/';
const [provider] = decodeProviderSettings({ environment: {}, list: [{ id: 'p', type: 'oidc', client_id: 'c', issuer }] });
assert.ok(provider);
const good: OutboundAnswer = {
  outcome: 'answered',
  status: 200,
  headers: {},
  body: JSON.stringify({ issuer, authorization_endpoint: 'https://id.example/a', token_endpoint: 'https://id.example/t' }),
};
const down: OutboundAnswer = { outcome: 'failed', reached: false, words: 'down' };

test('metadata is read once for all, remembered, and outlives an issuer that is down', async () => {
  let now = 1000;
  let answer: OutboundAnswer = down;
  const asked: string[] = [];
  const resolve = resolveEndpoints(
    async ({ url }) => {
      asked.push(url);
      return answer;
    },
    () => epochSeconds(now),
    seconds(1),
  );
  const outcome = async (): Promise<string> => (await resolve(provider)).outcome;

  assert.equal(await outcome(), 'failed');
  answer = good;
  assert.equal(await outcome(), 'failed', 'left alone for some seconds');
  now += 10;
  assert.deepEqual(await Promise.all([outcome(), outcome(), outcome()]), ['found', 'found', 'found']);
  assert.deepEqual(asked, Array(2).fill('https://id.example/tenant/.well-known/openid-configuration'));
  now += 3600;
  answer = down;
  assert.equal(await outcome(), 'found');
  assert.equal(await outcome(), 'found');
  assert.equal(asked.length, 3);
  for (let second = 0; second < 3600; second++) {
    now++;
    assert.equal(await outcome(), 'found');
  }
  assert.equal(asked.length, 3 + 61, 'after 10, 20 and 40 s, then once a minute');
});

test('a provider without an issuer is its settings', async () => {
  const resolve = resolveEndpoints(
    () => assert.fail('nobody is asked'),
    () => epochSeconds(0),
    seconds(1),
  );
  const answer = await resolve({ ...provider, issuer: undefined, tokenUrl: 'https://t.example' });
  assert.deepEqual(answer.outcome === 'found' && [answer.endpoints.tokenUrl, answer.endpoints.sendsIssuer], ['https://t.example', false]);
});

test('RFC 8414 §3.1: a server that is no OpenID provider is found by its own metadata, and not asked for an identity', async () => {
  const asked: string[] = [];
  const resolve = resolveEndpoints(
    async ({ url }) => {
      asked.push(url);
      return url.endsWith('openid-configuration') ? { outcome: 'answered', status: 404, headers: {}, body: '' } : good;
    },
    () => epochSeconds(0),
    seconds(1),
  );
  const answer = await resolve(provider);
  assert.deepEqual(answer.outcome === 'found' && [answer.endpoints.tokenUrl, answer.endpoints.scopes], ['https://id.example/t', []]);
  assert.equal(asked[1], 'https://id.example/.well-known/oauth-authorization-server/tenant');
});

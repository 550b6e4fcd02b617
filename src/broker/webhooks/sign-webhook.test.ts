import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { Secret } from '../../protocol/secret.ts';
import { epochSeconds } from '../../protocol/units.ts';
import { formatWebhookSecret, signWebhook } from './sign-webhook.ts';

const [now, old] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const secret = new Secret(formatWebhookSecret(now));
const message = { id: 'msg_1', timestamp: epochSeconds(1_795_000_000), body: '{"type":"endpoint.test"}' };
const expected = (key: Buffer): string => `v1,${createHmac('sha256', key).update(`msg_1.1795000000.${message.body}`).digest('base64')}`;

test('Standard Webhooks: id, timestamp and body are signed with HMAC-SHA256 under the bytes of the secret', () => {
  assert.deepEqual(signWebhook({ secret, previousSecret: undefined }, message), {
    'webhook-id': 'msg_1',
    'webhook-timestamp': '1795000000',
    'webhook-signature': expected(now),
  });
  assert.match(secret.reveal(), /^whsec_[A-Za-z0-9+/]{43}=$/);
});

test('Standard Webhooks: while a secret is rotated both sign, with a space between', () => {
  const previousSecret = { secret: new Secret(formatWebhookSecret(old)), until: epochSeconds(1_795_000_001) };
  assert.equal(signWebhook({ secret, previousSecret }, message)['webhook-signature'], `${expected(now)} ${expected(old)}`);
  const over = { ...previousSecret, until: message.timestamp };
  assert.equal(signWebhook({ secret, previousSecret: over }, message)['webhook-signature'], expected(now));
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret } from '../../protocol/secret.ts';
import { epochSeconds } from '../../protocol/units.ts';
import type { Connection } from '../model/connection.ts';
import { announceLink } from './announce-link.ts';
import { amendUnlink, announceUnlink } from './announce-unlink.ts';
import type { WebhookChange } from './changes.ts';

const now = epochSeconds(1_795_000_000);
const connection = {
  id: 'c1',
  providerId: 'github',
  userId: 'u1',
  account: 'ada',
  accessToken: new Secret('access-secret'),
  refreshToken: new Secret('refresh-secret'),
} as Connection; // the rules read no more
const unlinked = { eventId: 'msg_1', now, connection };
const payloadOf = (change: WebhookChange) => {
  if (change.change === 'announce') return JSON.parse(change.event.payload);
  assert.equal(change.change, 'amend_announcement');
  return JSON.parse(change.payload);
};

test('an unlinked account is announced with its deletion, and held for the provider’s answer', () => {
  const change = announceUnlink(unlinked);
  assert.ok(change.change === 'announce');
  assert.deepEqual([change.event.type, change.event.at, change.event.dueAt], ['connection.revoked', now, now + 60]);
  assert.match(payloadOf(change).data.revocation_error, /stopped before the provider had answered/);
});

for (const [what, revocation] of Object.entries({
  'a token that was revoked': { revoked: true, error: undefined },
  'a refusal': { revoked: false, error: 'status 500: down' },
  'a provider that revokes none': { revoked: false, error: undefined },
})) {
  test(`${what} is added, and the event let go`, () => {
    const change = amendUnlink(unlinked, revocation, epochSeconds(now + 2));
    assert.ok(change.change === 'amend_announcement');
    assert.deepEqual([change.eventId, change.dueAt], ['msg_1', now + 2]);
    const { type, timestamp, data } = payloadOf(change);
    assert.deepEqual(
      [type, timestamp, data.connection_id, data.token_revoked, data.revocation_error],
      ['connection.revoked', '2026-11-18T11:06:40Z', 'c1', revocation.revoked, revocation.error ?? null],
    );
    assert.doesNotMatch(JSON.stringify(data), /secret/);
  });
}

test('a link is announced under the name it is kept, first or again', () => {
  for (const isRelinked of [false, true]) {
    const account = { account: 'ada (2)', accountId: '2', kind: 'oauth', chosenAt: now } as const;
    const decision = { connectionId: 'c1', account, isRelinked };
    const change = announceLink({ eventId: 'msg_2', now, providerId: 'github', link: { userId: 'u1', kind: 'oauth' }, decision });
    assert.deepEqual(payloadOf(change).data, {
      connection_id: 'c1',
      provider_id: 'github',
      user_id: 'u1',
      account: 'ada (2)',
      kind: 'oauth',
      relinked: isRelinked,
    });
  }
});

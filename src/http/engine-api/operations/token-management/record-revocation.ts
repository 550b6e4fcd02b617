import type { EngineChange } from '../../../../engine/changes.ts';
import type { RevocationTarget, TokensRevocation } from '../../../../engine/revoke/revoke-tokens.ts';
import { type RecordedCall, recordEvent } from '../../record-event.ts';

type Done = Extract<TokensRevocation, { action: 'done' }>;

/** Nobody's subject is longer; the trail keeps what it is told for good. */
const shorten = (subject: string): string => subject.slice(0, 100);

/** What a write ends, by an id that is no secret, whatever the caller named it by. */
function endedBy(change: EngineChange): readonly string[] {
  switch (change.change) {
    case 'revoke_grant':
      return [`grant:${change.grantId}`];
    case 'revoke_access_token':
      return [`access_token:${change.accessTokenId}`];
    default:
      return [];
  }
}

/** What was ended; nothing, if a token was named that is not there. */
function endedOf(target: RevocationTarget, { client, changes }: Done): readonly string[] {
  switch (target.of) {
    case 'token':
      return changes.flatMap(endedBy);
    case 'client':
      return client === undefined ? [] : [`app:${client.clientId}`];
    case 'subject':
      return [`subject:${shorten(target.subject)}`];
  }
}

/** Puts the end of tokens on the audit trail. */
export function recordRevocation(call: RecordedCall, target: RevocationTarget, done: Done): void {
  const subject = target.of === 'client' && target.subject !== undefined ? { subject: shorten(target.subject) } : {};
  for (const ended of endedOf(target, done))
    recordEvent(call, { event: 'grant_revoked', target: ended, details: { ...subject, token_count: done.count } });
}

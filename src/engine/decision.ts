import type { OAuthError } from '../protocol/oauth-error.ts';
import type { EngineChange } from './changes.ts';

/** The peer is wrong and is told so. Even a refusal may write: a replayed code revokes what it had obtained. */
export interface Refusal {
  readonly action: 'refuse';
  readonly error: OAuthError;
  readonly changes: readonly EngineChange[];
}

/** Refuses with `error`, after the `changes` are kept. */
export const refuse = (error: OAuthError, changes: readonly EngineChange[] = []): Refusal => ({ action: 'refuse', error, changes });

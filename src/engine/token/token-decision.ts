import type { EngineChange } from '../changes.ts';
import type { Refusal } from '../decision.ts';
import type { Issued } from '../model/tokens.ts';

/** Tokens are issued once the `changes` are kept; without changes it is the answer of a moment ago once more. */
export interface Issue {
  readonly action: 'issue';
  readonly issued: Issued;
  readonly changes: readonly EngineChange[];
  /** The wire value of the method by which the client proved itself; undefined where nobody asked it to. */
  readonly clientAuthMethod?: string | undefined;
}

/** What the token endpoint will do, said before it is done. */
export type TokenDecision = Issue | Refusal;

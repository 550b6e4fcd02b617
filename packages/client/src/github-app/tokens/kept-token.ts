import type { Permissions } from './token-request.ts';

/** An installation token with everything GitHub said of it. */
export interface TokenFacts {
  token: string;
  /** ISO time by the local clock. */
  createdAt: string;
  /** ISO time by GitHub's clock. */
  expiresAt: string;
  repositorySelection: 'all' | 'selected';
  permissions: Permissions;
  repositoryIds?: number[];
  repositoryNames?: string[];
  singleFileName?: string;
}

/** A token as a cache keeps it: nobody changes it, and its times are read once. */
export interface KeptToken {
  readonly facts: Readonly<TokenFacts>;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
}

/** Reads a token's times. */
export const toKeptToken = (facts: TokenFacts): KeptToken => ({
  facts,
  createdAtMs: Date.parse(facts.createdAt),
  expiresAtMs: Date.parse(facts.expiresAt),
});

/** A token with less than this left may end on its way to GitHub. */
export const defaultMinValidityMs = 60_000;

/** Whether a token lives for `minValidityMs` more; one whose end cannot be read does not. */
export const isUsable = ({ expiresAtMs }: KeptToken, now: number, minValidityMs: number): boolean => expiresAtMs - minValidityMs >= now;

import type { SigningAlgorithm } from './signing-key.ts';

/** What a client of an OpenID provider is told, and how (OpenID Connect Dynamic Client Registration §2). */
export interface ClientOpenIdRules {
  /** What its ID tokens are signed with. */
  readonly idTokenSignedResponseAlg: SigningAlgorithm;
  /** What userinfo is signed with; undefined: it is plain JSON. */
  readonly userinfoSignedResponseAlg: SigningAlgorithm | undefined;
  /** Whether the client knows people by the same id as all others, or by one of its own (OpenID Connect Core §8). */
  readonly subjectType: 'public' | 'pairwise';
  /** Names the redirect URIs of all clients that know people by the same pairwise id (§8.1). */
  readonly sectorIdentifierUri: string | undefined;
  /** The host whose clients know people by the same pairwise id; undefined if the client knows them by their public one. */
  readonly sector: string | undefined;
}

/** A client that registered nothing of OpenID Connect. */
export const plainOpenIdRules: ClientOpenIdRules = {
  idTokenSignedResponseAlg: 'RS256',
  userinfoSignedResponseAlg: undefined,
  subjectType: 'public',
  sectorIdentifierUri: undefined,
  sector: undefined,
};

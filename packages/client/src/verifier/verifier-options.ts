import type { JsonObject } from '../wire/parse-object.ts';
import type { Nonces } from './dpop/nonces.ts';
import type { ReplayStore } from './dpop/replay-store.ts';
import type { IntrospectionClient } from './introspection/introspect.ts';
import type { AlgorithmName } from './jwt/algorithms.ts';

/** Lets the authorization server be reached over plain HTTP beyond this machine. Whoever is on the way can then make tokens. */
export const allowInsecureIssuer: unique symbol = Symbol('allowInsecureIssuer');
/** Accepts introspection answers without `aud`: tokens for every other resource of the server too, if it never names one. */
export const allowTokensWithoutAudience: unique symbol = Symbol('allowTokensWithoutAudience');
/** Accepts introspection answers without `token_type`: refresh tokens too, if the server describes them. */
export const allowTokensWithoutType: unique symbol = Symbol('allowTokensWithoutType');

/** How the authorization server is asked about tokens (RFC 7662). */
export interface IntrospectionOptions extends IntrospectionClient {
  /** Where. @default what the issuer's metadata says */
  readonly endpoint?: string;
  /** Asks about JWTs too, after they were found good, so that revoked ones are refused. @default false */
  readonly jwts?: boolean;
  /** How long an active token is believed to be; never beyond its end. A revoked one is accepted as long. @default 30 */
  readonly activeForInSeconds?: number;
  /** How long a token is believed not to be active. @default 10 */
  readonly inactiveForInSeconds?: number;
  /** How many answers are kept. @default 10000 */
  readonly maxTokens?: number;
  readonly [allowTokensWithoutAudience]?: true;
  readonly [allowTokensWithoutType]?: true;
}

/** How DPoP proofs are checked (RFC 9449). */
export interface DpopOptions {
  /** Where used proofs are remembered. @default the memory of this process */
  readonly replayStore?: ReplayStore;
  /** The nonces proofs must have. @default none are asked for */
  readonly nonces?: Nonces;
  /** How old a proof may be. @default 60 */
  readonly proofLifetimeInSeconds?: number;
  /** @default all asymmetric ones */
  readonly algorithms?: readonly AlgorithmName[];
}

/** What `createVerifier` takes. */
export interface VerifierOptions {
  /** The authorization server, exactly as it names itself. */
  readonly issuer: string;
  /** Who tokens must be for: this resource's identifier, or any of several. */
  readonly audience: string | readonly string[];
  /** Scopes every request needs. @default none */
  readonly scopes?: readonly string[];
  /** Signature algorithms of tokens; a key that names one is for that one only. @default all asymmetric ones */
  readonly algorithms?: readonly AlgorithmName[];
  /** `typ` headers of access tokens besides `at+jwt`, for servers that do not follow RFC 9068. @default none */
  readonly otherTokenTypes?: readonly string[];
  /** How far clocks may differ. @default 60 */
  readonly clockToleranceInSeconds?: number;
  /** The issuer's public keys, if they are not to be fetched. */
  readonly jwks?: { readonly keys: readonly JsonObject[] };
  /** Where its keys are. @default what its metadata says */
  readonly jwksUri?: string;
  /** Left out, only JWTs are accepted. */
  readonly introspection?: IntrospectionOptions;
  /** Tokens bound to a key are checked in any case; with this, clients are told that they may have one. */
  readonly dpop?: DpopOptions;
  /** Refuses tokens that are bound to neither a key nor a certificate. @default false */
  readonly requireBinding?: boolean;
  /** Where clients reach this resource, behind whatever proxy, as `https://api.example.com`. @default what each request says */
  readonly origin?: string;
  /** The resource's identifier in its metadata (RFC 9728). @default the audience, if it is one URL */
  readonly resource?: string;
  /** How long one answer of the authorization server may take. @default 5 */
  readonly timeoutInSeconds?: number;
  /** Sends the requests to it. @default the runtime's own `fetch` */
  readonly fetch?: typeof fetch;
  readonly [allowInsecureIssuer]?: true;
}

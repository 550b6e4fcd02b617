import type { Seconds } from '../../protocol/units.ts';

/** What a profile may demand beyond what every service demands. Whoever judges a thing asks for the demands that concern it. */
export interface Demands {
  /** Clients can keep a secret. */
  readonly confidentialClients: true;
  /** Clients authenticate in one of these ways: wire values. */
  readonly clientAuthMethods: readonly string[];
  /** Access tokens are bound to a key: a DPoP key or a certificate. */
  readonly boundTokens: true;
  /** A refresh answers the refresh token it was asked with, not another. */
  readonly keptRefreshTokens: true;
  /** Authorization codes live no longer. */
  readonly maxCodeLifetime: Seconds;
  /** Authorization requests are pushed. */
  readonly pushedRequests: true;
  /** Pushed requests wait no longer for the browser. */
  readonly maxPushedLifetime: Seconds;
  /** Authorization requests have a PKCE challenge, and say that it is made by this method. */
  readonly challengeMethod: string;
  /** Authorization requests name their redirect URI, though only one may be registered. */
  readonly sentRedirectUri: true;
  /** Answers do not travel in the clear: a redirect URI with `http` leads to the machine's own loopback address. */
  readonly encryptedRedirects: true;
  /** JWTs are signed by one of these algorithms, ours and everybody's: wire values. */
  readonly signingAlgorithms: readonly string[];
  /** The times in JWTs are judged with no more tolerance for clocks that differ. */
  readonly maxClockTolerance: Seconds;
  /** Authorization requests are signed by the client. */
  readonly signedRequests: true;
  /** Request objects say from when on they are good, and are good for no longer from there. */
  readonly maxRequestObjectLifetime: Seconds;
  /** Answers to authorization requests are signed by the service. */
  readonly signedResponses: true;
  /** Answers to introspection requests are signed by the service. */
  readonly signedIntrospection: true;
}

/** A demand that is in force, and the clause it is from. */
export interface DemandInForce<Value> {
  readonly value: Value;
  readonly clause: string;
}

/** The demands that are in force, by name. */
export type DemandsInForce = { readonly [Name in keyof Demands]?: DemandInForce<Demands[Name]> };

/** Where no profile is switched on. */
export const noDemands: DemandsInForce = {};

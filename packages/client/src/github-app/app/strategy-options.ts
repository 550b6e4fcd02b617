import type { SignedJwt } from '../jwt/sign-app-jwt.ts';
import type { PrivateKey, Sign } from '../keys/create-signer.ts';
import type { RequestInterface } from '../request/request-types.ts';
import type { TokenCache } from '../tokens/cache-options.ts';

/** Where warnings go. */
export interface Log {
  warn(message: string, additionalInfo?: object): unknown;
  // biome-ignore lint/suspicious/noExplicitAny: loggers have more to them, and nobody here looks at it
  [key: string]: any;
}

/** The one of three ways to sign for the app; it goes without saying that only one is given. */
export type AppSigner =
  /** The app's private key in any form: text, `Buffer`, `KeyObject`, `CryptoKey`. It is read at the first use. */
  | { privateKey: PrivateKey; createJwt?: undefined; sign?: undefined }
  /** Makes the whole JWT. `timeDifference` is the seconds to add to the local clock. */
  | { createJwt: (appId: number | string, timeDifference?: number) => Promise<SignedJwt>; privateKey?: undefined; sign?: undefined }
  /** Signs bytes with RSASSA-PKCS1-v1_5 and SHA-256, in a KMS or an HSM; the JWT is made here. */
  | { sign: Sign; privateKey?: undefined; createJwt?: undefined };

interface AppOptions {
  /** Numeric App ID, or the Client ID: what the JWT says as `iss`. */
  appId: number | string;
  /** The installation meant when a call names none. */
  installationId?: number | string | undefined;
  clientId?: string | undefined;
  clientSecret?: string | undefined;
  /** `@octokit/request` or an octokit's `request`. @default a small one over `fetch` */
  request?: RequestInterface | undefined;
  /** @default the 15,000 tokens used last, in memory */
  cache?: TokenCache | undefined;
  log?: Log | undefined;
  /** Hosts that may get tokens besides the API's own; `*` for any. @default none */
  trustedHosts?: readonly string[] | undefined;
  /** How long after a token was made a refusal may mean that not every server of GitHub knows it yet. @default 5000 */
  replicationWindowMs?: number | undefined;
  /** How much longer than the last each wait for that is. @default 1000 */
  replicationStepMs?: number | undefined;
  /** The longest `Retry-After` that is waited for when a token is made. @default 60 */
  maxRetryAfterSeconds?: number | undefined;
}

/** Options of `createAppAuth`. Unknown ones are kept and handed to factories. */
export type StrategyOptions = AppOptions & AppSigner & Record<string, unknown>;

import type { Credential } from './caller.ts';
import type { IdentityToken } from './workload-caller.ts';

/** Which token is wanted: a provider's by its id, or that of the provider which serves a URL. */
export type Wanted =
  | { readonly provider: string; readonly match?: undefined }
  | {
      /** A URL, for instance of a git repository. */
      readonly match: string;
      readonly provider?: undefined;
    };

/** Who asks for it: exactly one of these. */
export type AskedAs =
  /** An agent, with its token. */
  | { readonly agentToken: Credential }
  /** An agent whose token is in a file, which is read whenever it is needed. */
  | { readonly agentTokenFile: string }
  /** A workload, with a JWT of an issuer the server trusts. */
  | (WorkloadOptions & { readonly identityToken: IdentityToken | string })
  /** A workload whose JWT is in a file, as Kubernetes projects it. */
  | (WorkloadOptions & { readonly identityTokenFile: string })
  /** A user, with a session or API token. */
  | { readonly userToken: Credential };

/** What a workload may have to say besides its JWT. */
export interface WorkloadOptions {
  /** Whom the JWT is asked for. @default the server's URL */
  readonly identityAudience?: string;
  /** Which agent this is, by name or id, where several have the same identity. */
  readonly agentName?: string;
}

/** What has a sensible value if it is left out. */
export interface GrantrySettings {
  /** Which of the person's accounts at the provider. @default the one that was linked or chosen last */
  readonly account?: string;
  /** A token is replaced when it has fewer seconds left, or half of its life if that is less. @default 60 */
  readonly marginInSeconds?: number;
  /** A token without a known end is asked for again after so many seconds. @default 300 */
  readonly recheckAfterInSeconds?: number;
  /** How long a server that does not answer, or answers 429, 502, 503 or 504, is asked again. @default 30 */
  readonly retryForInSeconds?: number;
  /** How long one answer may take: the server may have to refresh the token first. @default 60 */
  readonly timeoutInSeconds?: number;
  /** Sends the requests to the server. @default the runtime's own `fetch` */
  readonly fetch?: typeof fetch;
}

/** What `createGrantryAuth` takes. */
export type GrantryAuthOptions = {
  /** The Grantry server's URL. */
  readonly url: string;
} & Wanted &
  AskedAs &
  GrantrySettings;

/** What one call may ask for. */
export interface GetTokenOptions {
  /** How long the token must live at least, if the provider makes any that do. @default 0 */
  readonly minValidityInSeconds?: number;
  /** Asks the server even though a token is at hand. @default false */
  readonly refresh?: boolean;
  readonly signal?: AbortSignal | undefined;
}

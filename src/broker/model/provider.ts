import type { Secret } from '../../protocol/secret.ts';

/** How the client proves itself at the provider's token endpoint (RFC 6749 §2.3.1). */
export type ProviderClientAuth = 'client_secret_basic' | 'client_secret_post';

/** A GitHub App that makes tokens for its installations. */
export interface AppCredentials {
  /** The app's id, or its client id. */
  readonly appId: string;
  /** PEM in any form, or the path of a file that holds it. */
  readonly privateKey: Secret | { readonly file: string };
}

/** Where a provider is reached. Explicit settings win over what its metadata says. */
export interface ProviderEndpoints {
  readonly authUrl: string | undefined;
  readonly tokenUrl: string | undefined;
  /** Asked with the access token whether it works; undefined means every unexpired token counts as valid. */
  readonly validateUrl: string | undefined;
  /** undefined means the provider cannot be told that a token is no longer wanted. */
  readonly revokeUrl: string | undefined;
  /** undefined leaves the choice to the provider's metadata, then to RFC 6749's default, Basic. */
  readonly clientAuth: ProviderClientAuth | undefined;
  /** Where codes for other devices are asked for (RFC 8628 §3.1). */
  readonly deviceCodeUrl: string | undefined;
  /** What is asked for. */
  readonly scopes: readonly string[];
}

/** Somebody else's authorization server, described by data: a type's defaults with the operator's settings over them. */
export interface Provider extends ProviderEndpoints {
  /** Letters, digits and single hyphens, 1–32; unique in the deployment, and part of URLs. */
  readonly id: string;
  /** The name of its type in `providers/registry.ts`, or any other word for a generic one. */
  readonly type: string;
  readonly displayName: string;
  readonly displayIcon: string;
  readonly clientId: string;
  readonly clientSecret: Secret | undefined;
  /** Metadata is read from here when set (OpenID Connect Discovery 1.0 §4, RFC 8414 §3). */
  readonly issuer: string | undefined;
  /** Whether the operator left them to us: those a provider's metadata does not announce are not asked for. */
  readonly scopesAreDefaults: boolean;
  /** Tells which repository URLs the provider serves; undefined never matches. */
  readonly regex: RegExp | undefined;
  /** Members of the token answer that are kept and handed out beside the token. */
  readonly extraTokenKeys: readonly string[];
  /** Whether tokens are refreshed at all. */
  readonly refreshes: boolean;
  /** Whether accounts are linked with a code on another device rather than in the browser. */
  readonly deviceFlow: boolean;
  readonly pkceMethod: 'S256' | 'none';
  /** Whether new connections ask for tokens that are bound to a key (RFC 9449). */
  readonly dpop: boolean;
  /** undefined if the provider makes no tokens for installations. */
  readonly app: AppCredentials | undefined;
  readonly appInstallUrl: string | undefined;
  readonly appInstallationsUrl: string | undefined;
  readonly apiBaseUrl: string | undefined;
  /** Base of the callback URL in place of the deployment's access URL, without a trailing slash. */
  readonly redirectBase: string | undefined;
}

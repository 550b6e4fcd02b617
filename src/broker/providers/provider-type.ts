import type { Provider } from '../model/provider.ts';
import type { OutboundRequest } from '../ports.ts';
import type { AccountSources, ProviderAccount } from './account.ts';

/** A person or organization at a provider, as the REST API shows it. */
export interface ProviderUser {
  readonly id: number;
  readonly login: string;
  readonly avatarUrl: string;
  readonly profileUrl: string;
  readonly name: string;
}

/** Where a provider's app is installed. */
export interface Installation {
  readonly id: number;
  readonly account: ProviderUser;
  readonly configureUrl: string;
}

/** Tokens that are to be revoked, in plain text. */
export interface RevocableTokens {
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
}

/** How a provider is asked who an account is. The access token is added as a Bearer token. */
export interface AccountRequest {
  readonly url: string;
  /** @default GET */
  readonly method?: OutboundRequest['method'];
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The settings a type has defaults for, before the operator's. */
export type ProviderDefaults = Partial<
  Pick<
    Provider,
    | 'authUrl'
    | 'tokenUrl'
    | 'validateUrl'
    | 'revokeUrl'
    | 'clientAuth'
    | 'scopes'
    | 'regex'
    | 'extraTokenKeys'
    | 'deviceCodeUrl'
    | 'pkceMethod'
    | 'appInstallationsUrl'
    | 'apiBaseUrl'
  >
>;

/** A kind of provider: data first, and functions where data cannot say it. `{client_id}` in a URL stands for the client's id. */
export interface ProviderType {
  /** The value of `TYPE`. */
  readonly type: string;
  /** Where the provider documents its OAuth. */
  readonly docs: string;
  readonly displayName: string;
  readonly displayIcon: string;
  readonly defaults: ProviderDefaults;
  /** Parameters the authorization request needs besides the standard ones. */
  authorizeParameters?(scopes: readonly string[]): Readonly<Record<string, string>>;
  /** The user name and password git sends; without this the token is the user name. */
  gitCredentials?(accessToken: string): { readonly username: string; readonly password: string };
  /** The revocation request where it is not RFC 7009's. */
  revocationRequest?(provider: Provider, revokeUrl: string, tokens: RevocableTokens): Omit<OutboundRequest, 'timeout'>;
  /** The status that means revoked. @default 200 (RFC 7009 §2.2) */
  readonly revokedStatus?: number;
  /** Reads the answer of the validation request. */
  readUser?(body: unknown): ProviderUser | undefined;
  /** Asks who an account is. @default the validation request */
  accountRequest?(provider: Provider): AccountRequest | undefined;
  /** Tells who an account is; undefined if it cannot be told. @default by the usual names of members */
  readAccount?(sources: AccountSources): ProviderAccount | undefined;
  /** Reads the answer of the installations request. */
  readInstallations?(body: unknown): readonly Installation[];
  /** Pauses in milliseconds after which a token that was called invalid is tried again: new tokens take a while to be known everywhere. */
  readonly validationRetries?: readonly number[];
}

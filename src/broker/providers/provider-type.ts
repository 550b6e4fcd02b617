import type { Provider, ProviderClientAuth } from '../model/provider.ts';
import type { OutboundRequest } from '../ports.ts';
import type { AccountSources, ProviderAccount } from './account.ts';
import type { Members } from './members.ts';

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

/** The settings a type has defaults for, before the operator's. A URL may be a path on the host of `authUrl`. */
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

/** What an operator wrote that some defaults depend on. */
export interface GivenSettings {
  /** The operator's, else the type's; undefined if an issuer stands for it. */
  readonly authUrl: URL | undefined;
  readonly scopes: readonly string[];
}

/** What is about to be sent to a token endpoint. */
export interface TokenRequest {
  readonly provider: Provider;
  readonly url: string;
  readonly clientAuth: ProviderClientAuth | undefined;
  /** As the RFC of the grant has them, `grant_type` included; without the client's credentials. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Where the provider sends browsers back to. */
  readonly redirectUri: string;
}

/** An error in an answer whose status says that all is well. */
export interface HiddenRefusal {
  readonly words: string;
  /** Whether it says that the token is no good. */
  readonly isAboutToken: boolean;
}

/** A kind of provider: data first, and functions where data cannot say it. `{client_id}` in a URL stands for the client's id. */
export interface ProviderType {
  /** The value of `TYPE`. */
  readonly type: string;
  /** Other values of `TYPE` that mean it. */
  readonly aliases?: readonly string[];
  /** Where the provider documents its OAuth. */
  readonly docs: string;
  readonly displayName: string;
  readonly displayIcon: string;
  readonly defaults: ProviderDefaults;
  /** Whether the pattern of URLs is every URL on the host of `authUrl`, wherever that is. @default false */
  readonly servesItsHost?: boolean;
  /** Defaults that depend on what the operator wrote; they win over {@link defaults}. */
  derive?(given: GivenSettings): ProviderDefaults;
  /** @default `code` (RFC 6749 §4.1.1) */
  readonly responseType?: string;
  /** What stands between two scopes in an authorization request. @default a space (RFC 6749 §3.3) */
  readonly scopeSeparator?: string;
  /** Parameters the authorization request needs besides the standard ones. */
  authorizeParameters?(scopes: readonly string[]): Readonly<Record<string, string>>;
  /** Parameters that let people choose an account when they link another one; they win over {@link authorizeParameters}. */
  readonly anotherAccountParameters?: Readonly<Record<string, string>>;
  /** The request of a token where it is not RFC 6749's, in exchange for a code as well as in a refresh. */
  tokenRequest?(request: TokenRequest): Omit<OutboundRequest, 'timeout'>;
  /** Makes the members of a token answer those of RFC 6749 §5.1 and §5.2. */
  readTokenAnswer?(members: Members): Members;
  /** Headers every request of the provider's API needs. */
  readonly apiHeaders?: Readonly<Record<string, string>>;
  /** Finds the error in an answer of the provider's API with status 200. */
  readRefusal?(body: unknown): HiddenRefusal | undefined;
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
  /** Whether it has apps that make tokens for their installations, as GitHub does. @default false */
  readonly hasApps?: true;
  /** Reads the answer of the installations request. */
  readInstallations?(body: unknown): readonly Installation[];
  /** Pauses in milliseconds after which a token that was called invalid is tried again: new tokens take a while to be known everywhere. */
  readonly validationRetries?: readonly number[];
}

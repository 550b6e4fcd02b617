import type { OnVerification } from '../oauth/verification.ts';
import type { Permissions } from '../tokens/token-request.ts';

/** Authenticates as the app. */
export interface AppAuthOptions {
  type: 'app';
  /** Asks for a JWT signed now. @default false: one that lives for another minute is used again */
  refresh?: boolean | undefined;
}

/** Authenticates with client ID and secret. */
export interface OAuthAppAuthOptions {
  type: 'oauth-app';
}

/** Which installation, which rights, and how fresh. */
export interface InstallationWish {
  installationId?: number | string | undefined;
  repositoryIds?: number[] | undefined;
  repositoryNames?: string[] | undefined;
  permissions?: Permissions | undefined;
  /** Asks for a token made now. @default false */
  refresh?: boolean | undefined;
  /** How long the token has to live yet, for instance as long as a clone may take. @default 60000 */
  minValidityMs?: number | undefined;
  /** Ends the waiting; a request others wait for goes on. */
  signal?: AbortSignal | undefined;
}

/** Authenticates as an installation. */
export interface InstallationAuthOptions extends InstallationWish {
  type: 'installation';
  factory?: never;
  [option: string]: unknown;
}

/** Makes something that is authenticated as an installation, and shares this strategy's cache. */
export interface InstallationFactoryOptions<Made> extends InstallationWish {
  type: 'installation';
  // biome-ignore lint/suspicious/noExplicitAny: a factory takes the options of the strategy it makes, which are not known here
  factory: (options: any) => Made;
  [option: string]: unknown;
}

/** Exchanges the code a user came back with. */
export interface OAuthWebFlowAuthOptions {
  type: 'oauth-user';
  code: string;
  redirectUrl?: string | undefined;
  state?: string | undefined;
  /** The verifier whose challenge was sent with the user. @see RFC 7636 §4.5 */
  codeVerifier?: string | undefined;
  factory?: never;
}

/** Lets a user enter a code on another device. */
export interface OAuthDeviceFlowAuthOptions {
  type: 'oauth-user';
  onVerification: OnVerification;
  /** Ends the waiting for the user. */
  signal?: AbortSignal | undefined;
  factory?: never;
}

/** Makes something that is authenticated as a user. */
export type OAuthUserFactoryOptions<Made> = (Omit<OAuthWebFlowAuthOptions, 'factory'> | Omit<OAuthDeviceFlowAuthOptions, 'factory'>) & {
  // biome-ignore lint/suspicious/noExplicitAny: a factory takes the options of the strategy it makes, which are not known here
  factory: (options: any) => Made;
};

/** Everything `auth()` takes, told apart by `type`. */
export type AuthOptions =
  | AppAuthOptions
  | OAuthAppAuthOptions
  | InstallationAuthOptions
  | OAuthWebFlowAuthOptions
  | OAuthDeviceFlowAuthOptions;

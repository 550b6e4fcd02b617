/** Providers' tokens from a Grantry server. */

export type { FetchWithTokenOptions, TokenSource } from '../fetch/fetch-with-token.ts';
export { fetchWithToken } from '../fetch/fetch-with-token.ts';
export type { Credential } from './caller.ts';
export type { GrantryAuth } from './create-grantry-auth.ts';
export { createGrantryAuth } from './create-grantry-auth.ts';
export {
  CallerRefusedError,
  GrantryError,
  GrantryUnavailableError,
  NotAllowedError,
  NotLinkedError,
  UnknownProviderError,
} from './errors.ts';
export type { Environment } from './github-actions-identity.ts';
export { githubActionsIdentity } from './github-actions-identity.ts';
export type { AskedAs, GetTokenOptions, GrantryAuthOptions, GrantrySettings, Wanted, WorkloadOptions } from './options.ts';
export { optionsFromEnvironment } from './options-from-environment.ts';
export type { ProviderToken } from './provider-token.ts';
export type { IdentityToken } from './workload-caller.ts';

import type { AppPermissions } from '../../protocol/installation-rule.ts';
import type { Secret } from '../../protocol/secret.ts';
import type { EpochSeconds, Seconds } from '../../protocol/units.ts';

/** What a token of an installation is wanted for. What is left out is not narrowed. */
export interface InstallationWish {
  readonly installationId: number;
  /** Names without the owner. */
  readonly repositories?: readonly string[] | undefined;
  readonly repositoryIds?: readonly number[] | undefined;
  readonly permissions?: AppPermissions | undefined;
}

/** How a token is wanted. */
export interface TokenTerms {
  /** How long it must live at least. */
  readonly minValidity: Seconds;
  /** Whether nobody else may have it, now or later. */
  readonly isPrivate: boolean;
}

/** A token of an installation, and what GitHub says it is good for. */
export interface InstallationToken {
  readonly installationId: number;
  readonly token: Secret;
  readonly expiresAt: EpochSeconds;
  readonly permissions: Readonly<Record<string, string>>;
  readonly repositorySelection: 'all' | 'selected';
  /** The names of its repositories; undefined if it is good for all. */
  readonly repositories: readonly string[] | undefined;
}

/** Where an app is installed. */
export interface AppInstallation {
  readonly id: number;
  /** Whose it is: a login. */
  readonly owner: string;
  readonly ownerType: string;
  readonly repositorySelection: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly isSuspended: boolean;
  readonly configureUrl: string;
}

/** A JWT that says it is the app. */
export interface AppJwt {
  readonly appId: string;
  readonly token: Secret;
  readonly expiresAt: EpochSeconds;
}

/** Why an app could do something for nobody, or not for this one. */
export interface AppFailure {
  readonly outcome: 'failed';
  /**
   * `not_found`: there is no such installation. `refused`: GitHub does not do it, and will not if it is asked again.
   * `misconfigured`: the app's id or its key is wrong, and only the operator can mend it. `unavailable`: it may work again by itself.
   */
  readonly why: 'not_found' | 'refused' | 'misconfigured' | 'unavailable';
  /** GitHub's words, and what to do. No secrets. */
  readonly words: string;
}

/** What an app answers. */
export type AppAnswer<Value> = { readonly outcome: 'done'; readonly value: Value } | AppFailure;

/** A GitHub App of a provider. Tokens are kept in memory and made once for all who want the same at the same time. */
export interface GitHubApp {
  jwt(): Promise<AppAnswer<AppJwt>>;
  installationToken(wish: InstallationWish, terms: TokenTerms): Promise<AppAnswer<InstallationToken>>;
  /** Where the app is installed for a user or an organization. It is remembered for a while. */
  findInstallation(owner: string): Promise<AppAnswer<number>>;
  /** Every installation, the oldest first. */
  listInstallations(): Promise<AppAnswer<readonly AppInstallation[]>>;
  /** Ends a token before its time. */
  revoke(token: Secret): Promise<AppAnswer<undefined>>;
}

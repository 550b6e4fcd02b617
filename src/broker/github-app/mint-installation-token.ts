import type { InstallationName, InstallationRule } from '../../protocol/installation-rule.ts';
import { type Seconds, seconds } from '../../protocol/units.ts';
import type { Provider } from '../model/provider.ts';
import type { Broker } from '../ports.ts';
import { decideInstallationToken, type InstallationLimit } from './decide-installation-token.ts';
import type { AppFailure, GitHubApp, InstallationToken, InstallationWish } from './ports.ts';

/** A token that is asked for, and what whoever asks may have. */
export interface InstallationRequest extends Omit<InstallationWish, 'installationId'> {
  readonly provider: Provider;
  readonly installation: InstallationName;
  /** undefined is everything. */
  readonly allowed: readonly InstallationRule[] | undefined;
  /** @default 10 s */
  readonly minValidity?: Seconds | undefined;
  /** Whether nobody else may have the token. @default false */
  readonly isPrivate?: boolean | undefined;
}

/** What comes of it. */
export type InstallationHandOut =
  | { readonly action: 'token'; readonly provider: Provider; readonly token: InstallationToken }
  /** The provider has no GitHub App. */
  | { readonly action: 'no_app'; readonly provider: Provider }
  /** It is not allowed. */
  | { readonly action: 'refused'; readonly provider: Provider; readonly cause: string }
  /** The app, or GitHub, did not do it. */
  | { readonly action: 'failed'; readonly provider: Provider; readonly failure: AppFailure };

async function findId(app: GitHubApp, installation: InstallationName): Promise<number | AppFailure> {
  if ('id' in installation) return installation.id;
  const found = await app.findInstallation(installation.owner);
  return found.outcome === 'done' ? found.value : found;
}

/** A rule that names an owner is about the installation this owner has now; without one, about none. */
async function findLimit(
  app: GitHubApp,
  { id, owner, repositories, permissions }: InstallationRule,
): Promise<InstallationLimit | AppFailure> {
  const installationId = id ?? (await findId(app, { owner: owner ?? '' }));
  return typeof installationId === 'number' ? { installationId, repositories, permissions } : installationId;
}

/** Has a provider's GitHub App make a token of an installation, no wider than what is asked and what is allowed. */
export async function mintInstallationToken(broker: Broker, request: InstallationRequest): Promise<InstallationHandOut> {
  const {
    provider,
    installation,
    allowed,
    repositories,
    repositoryIds,
    permissions,
    minValidity = seconds(10),
    isPrivate = false,
  } = request;
  const app = broker.githubAppOf(provider);
  if (app === undefined) return { action: 'no_app', provider };
  const failed = (failure: AppFailure): InstallationHandOut => ({ action: 'failed', provider, failure });
  if (allowed?.length === 0) return { action: 'refused', provider, cause: `Tokens of the GitHub App of ${provider.id} are not allowed.` };

  const installationId = await findId(app, installation);
  if (typeof installationId !== 'number') return failed(installationId);
  const found = allowed && (await Promise.all(allowed.map((rule) => findLimit(app, rule))));
  const decision = decideInstallationToken(
    { installationId, repositories, repositoryIds, permissions },
    found?.flatMap((each) => ('outcome' in each ? [] : [each])),
  );
  if (decision.action === 'refuse') {
    // A rule that could not be read might have allowed it.
    const trouble = found?.find((each) => 'outcome' in each && each.why !== 'not_found');
    return trouble !== undefined && 'outcome' in trouble ? failed(trouble) : { action: 'refused', provider, cause: decision.cause };
  }
  const made = await app.installationToken(decision.wish, { minValidity, isPrivate });
  return made.outcome === 'done' ? { action: 'token', provider, token: made.value } : failed(made);
}

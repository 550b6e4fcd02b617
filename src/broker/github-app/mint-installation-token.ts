import type { InstallationName, InstallationRule } from '../../protocol/installation-rule.ts';
import { after, epochSeconds, type Seconds, seconds } from '../../protocol/units.ts';
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
}

/** Why no token is made. */
export type InstallationRefusal =
  /** The provider has no GitHub App. */
  | { readonly action: 'no_app'; readonly provider: Provider }
  /** It is not allowed. */
  | { readonly action: 'refused'; readonly provider: Provider; readonly cause: string }
  /** The app, or GitHub, did not do it. */
  | { readonly action: 'failed'; readonly provider: Provider; readonly failure: AppFailure };

/** A token that may be made. */
export interface AllowedToken {
  readonly action: 'mint';
  readonly provider: Provider;
  readonly app: GitHubApp;
  readonly wish: InstallationWish;
}

/** What comes of a request. */
export type InstallationHandOut =
  | { readonly action: 'token'; readonly provider: Provider; readonly token: InstallationToken }
  | InstallationRefusal;

/** How long a token is to work. */
export interface TokenTimes {
  /** @default 10 s */
  readonly minValidity?: Seconds | undefined;
  /** After which it is ended at GitHub; it is nobody else's then. @default as long as GitHub gives it */
  readonly maxLifetime?: Seconds | undefined;
}

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

/** Judges a request for a token, without making one. Owners are looked up at GitHub. */
export async function judgeInstallationRequest(broker: Broker, request: InstallationRequest): Promise<AllowedToken | InstallationRefusal> {
  const { provider, installation, allowed, repositories, repositoryIds, permissions } = request;
  const app = broker.githubAppOf(provider);
  if (app === undefined) return { action: 'no_app', provider };
  const failed = (failure: AppFailure): InstallationRefusal => ({ action: 'failed', provider, failure });
  if (allowed?.length === 0) return { action: 'refused', provider, cause: `Tokens of the GitHub App of ${provider.id} are not allowed.` };

  const installationId = await findId(app, installation);
  if (typeof installationId !== 'number') return failed(installationId);
  const found = allowed && (await Promise.all(allowed.map((rule) => findLimit(app, rule))));
  const decision = decideInstallationToken(
    { installationId, repositories, repositoryIds, permissions },
    found?.flatMap((each) => ('outcome' in each ? [] : [each])),
  );
  if (decision.action === 'mint') return { action: 'mint', provider, app, wish: decision.wish };
  // A rule that could not be read might have allowed it.
  const trouble = found?.find((each) => 'outcome' in each && each.why !== 'not_found');
  return trouble !== undefined && 'outcome' in trouble ? failed(trouble) : { action: 'refused', provider, cause: decision.cause };
}

/** Writes down that a token ends before its time. If that fails, it ends now. */
async function endEarlier(
  broker: Broker,
  { provider, app }: AllowedToken,
  made: InstallationToken,
  maxLifetime: Seconds,
): Promise<InstallationToken> {
  const endsAt = epochSeconds(Math.min(made.expiresAt, after(broker.clock(), maxLifetime)));
  const token = { id: broker.mint.id(), providerId: provider.id, token: made.token, endsAt, expiresAt: made.expiresAt };
  try {
    const kept = await broker.commit([{ change: 'keep_ending_token', token }]);
    if (kept.outcome !== 'committed') throw new Error(`${kept.change} conflicted with nothing`);
  } catch (error) {
    await app.revoke(made.token);
    throw error;
  }
  return { ...made, expiresAt: endsAt };
}

/** Has the app make a token that may be made. */
export async function mintAllowedToken(broker: Broker, allowed: AllowedToken, times: TokenTimes = {}): Promise<InstallationHandOut> {
  const { provider, app, wish } = allowed;
  const { minValidity = seconds(10), maxLifetime } = times;
  const made = await app.installationToken(wish, { minValidity, isPrivate: maxLifetime !== undefined });
  if (made.outcome === 'failed') return { action: 'failed', provider, failure: made };
  const token = maxLifetime === undefined ? made.value : await endEarlier(broker, allowed, made.value, maxLifetime);
  return { action: 'token', provider, token };
}

/** Has a provider's GitHub App make a token of an installation, no wider than what is asked and what is allowed. */
export async function mintInstallationToken(
  broker: Broker,
  request: InstallationRequest & Pick<TokenTimes, 'minValidity'>,
): Promise<InstallationHandOut> {
  const judged = await judgeInstallationRequest(broker, request);
  return judged.action === 'mint' ? mintAllowedToken(broker, judged, { minValidity: request.minValidity }) : judged;
}

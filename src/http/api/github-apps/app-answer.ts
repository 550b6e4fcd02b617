import type { AppAnswer, AppFailure, GitHubApp } from '../../../broker/github-app/ports.ts';
import type { Rooms } from '../../context.ts';
import { ApiError } from '../api-error.ts';
import { getProvider } from '../external-auth/get-provider.ts';

const statusByReason: Readonly<Record<AppFailure['why'], number>> = { not_found: 404, refused: 422, misconfigured: 502, unavailable: 502 };

/** The words beside GitHub's own. */
const messages: Readonly<Record<AppFailure['why'], string>> = {
  not_found: 'The GitHub App is not installed there.',
  refused: 'GitHub refused.',
  misconfigured: 'GitHub does not know the app: its id and its private key are for an administrator to check.',
  unavailable: 'GitHub does not answer.',
};

/** Why an app did not do something, as the REST API tells it. */
export const appFailed = ({ why, words }: AppFailure): ApiError => new ApiError(statusByReason[why], messages[why], { detail: words });

/** The error for a provider without an app. */
export const noApp = (providerId: string): ApiError =>
  new ApiError(404, `The provider ${providerId} has no GitHub App.`, { detail: 'Set its APP_PRIVATE_KEY.' });

/**
 * What an app answered.
 *
 * @throws ApiError if it failed.
 */
export function readAppAnswer<Value>(answer: AppAnswer<Value>): Value {
  if (answer.outcome === 'failed') throw appFailed(answer);
  return answer.value;
}

/**
 * The app of a provider.
 *
 * @throws ApiError 404 if there is no such provider, or it has none.
 */
export function getApp(rooms: Rooms, providerId: string): GitHubApp {
  const app = rooms.broker.githubAppOf(getProvider(rooms, providerId));
  if (app === undefined) throw noApp(providerId);
  return app;
}

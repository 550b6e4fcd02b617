import { readFileSync } from 'node:fs';
import { createAppAuth, createRequest } from '../../../packages/client/src/github-app/index.ts';
import type { AppAnswer, AppInstallation, AppJwt, GitHubApp, InstallationToken, InstallationWish } from '../../broker/github-app/ports.ts';
import type { AppCredentials } from '../../broker/model/provider.ts';
import { Secret } from '../../protocol/secret.ts';
import { type EpochSeconds, epochSeconds } from '../../protocol/units.ts';
import { createInstallationIds } from './installation-ids.ts';
import { judgeAppFailure, judgeKeyFailure } from './judge-app-failure.ts';
import { readInstallations } from './read-installations.ts';

type AppAuth = ReturnType<typeof createAppAuth>;
type Request = ReturnType<typeof createRequest>;
type Made = Awaited<ReturnType<typeof makeToken>>;

/** How long GitHub may take for one answer, in milliseconds. */
const timeout = 10_000;
/** How long GitHub may have us wait before it makes a token, in seconds. Callers are told of longer waits. */
const mostPatience = 5;
/** Installation tokens live an hour; who wants one for longer than that less a tenth would have a new one made each time. */
const validity = { least: 60, most: 3240 } as const;
const installationsPerPage = 100;
const mostPages = 50;

const done = <Value>(value: Value): AppAnswer<Value> => ({ outcome: 'done', value });

const toEpoch = (time: string): EpochSeconds => epochSeconds(Math.floor(Date.parse(time) / 1000));

/** Sends to the provider's API alone: what it redirects to is not asked, and no answer is waited for forever. */
const requestTo = (apiBaseUrl: string): Request =>
  createRequest().defaults({
    baseUrl: apiBaseUrl,
    headers: { 'user-agent': 'grantry' },
    request: {
      fetch: (url: string, init: RequestInit) => fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(timeout) }),
    },
  });

/** A cache that keeps nothing: a token that is nobody else's. */
const forgetful = () => ({ get: () => undefined, set: () => {} });

const makeToken = (auth: AppAuth, { installationId, repositories, repositoryIds, permissions }: InstallationWish, minValidityMs: number) =>
  auth({
    type: 'installation',
    installationId,
    minValidityMs,
    ...(repositories === undefined ? {} : { repositoryNames: [...repositories] }),
    ...(repositoryIds === undefined ? {} : { repositoryIds: [...repositoryIds] }),
    ...(permissions === undefined ? {} : { permissions: { ...permissions } }),
  });

const toInstallationToken = (made: Made): InstallationToken => ({
  installationId: made.installationId,
  token: new Secret(made.token),
  expiresAt: toEpoch(made.expiresAt),
  permissions: made.permissions,
  repositorySelection: made.repositorySelection,
  repositories: made.repositoryNames,
});

/** Makes the app of a provider, with our own library. Its key is read when it is first used; a key that cannot be used is told then. */
export function createGitHubApp({ appId, privateKey }: AppCredentials, apiBaseUrl: string): GitHubApp {
  const request = requestTo(apiBaseUrl);
  const log = { warn: () => {} }; // what it warns of, it mends by itself
  const options = { appId, request, log, maxRetryAfterSeconds: mostPatience };
  const readKey = (): string => ('file' in privateKey ? readFileSync(privateKey.file, 'utf8') : privateKey.reveal());
  let shared: AppAuth | undefined;
  const getAuth = (): AppAuth => {
    shared ??= createAppAuth({ ...options, privateKey: readKey() });
    return shared;
  };

  /** Runs once it is certain that the app can sign at all. */
  const asApp = async <Value>(work: (auth: AppAuth) => Promise<AppAnswer<Value>>): Promise<AppAnswer<Value>> => {
    let auth: AppAuth;
    try {
      auth = getAuth();
      await auth({ type: 'app' });
    } catch (error) {
      return judgeKeyFailure(error);
    }
    try {
      return await work(auth);
    } catch (error) {
      return judgeAppFailure(error);
    }
  };

  const ids = createInstallationIds((owner) =>
    asApp(async (auth) => {
      const find = async (route: string): Promise<AppAnswer<number>> => done((await auth.hook(request, route, { owner })).data.id);
      try {
        return await find('GET /users/{owner}/installation');
      } catch (error) {
        // Which of the two kinds an owner is, is not to be seen by its name.
        if (judgeAppFailure(error).why !== 'not_found') throw error;
        return await find('GET /orgs/{owner}/installation');
      }
    }),
  );

  return {
    jwt: () =>
      asApp(async (auth) => {
        const { token, expiresAt } = await auth({ type: 'app' });
        return done<AppJwt>({ appId, token: new Secret(token), expiresAt: toEpoch(expiresAt) });
      }),
    installationToken: async (wish, { minValidity, isPrivate }) => {
      const made = await asApp(async (auth) => {
        const maker = isPrivate ? createAppAuth({ ...options, privateKey: readKey(), cache: forgetful() }) : auth;
        const seconds = Math.min(Math.max(minValidity, validity.least), validity.most);
        return done(toInstallationToken(await makeToken(maker, wish, seconds * 1000)));
      });
      if (made.outcome === 'failed' && made.why === 'not_found') ids.forget(wish.installationId);
      return made;
    },
    findInstallation: (owner) => ids.find(owner),
    listInstallations: () =>
      asApp(async (auth) => {
        const found: AppInstallation[] = [];
        for (let page = 1; page <= mostPages; page++) {
          const { data } = await auth.hook(request, 'GET /app/installations', { per_page: installationsPerPage, page });
          const installations = readInstallations(data);
          found.push(...installations);
          if (installations.length < installationsPerPage) break;
        }
        return done(found);
      }),
    revoke: async (token) => {
      try {
        await request('DELETE /installation/token', { headers: { authorization: `token ${token.reveal()}` } });
        return done(undefined);
      } catch (error) {
        return judgeAppFailure(error);
      }
    },
  };
}

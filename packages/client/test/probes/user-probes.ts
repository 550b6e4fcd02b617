import assert from 'node:assert/strict';
import type { OAuthUserAuth, UserAuthentication } from '../../src/github-app/index.ts';
import { clientId, clientSecret, GitHub, type GitHubOptions } from '../github/stand-in.ts';
import { newOctokit, newUserOctokit } from './new-octokit.ts';
import { newRequest } from './new-request.ts';
import type { Library, Probe, Time } from './probe.ts';

const hours = 3600;

/** A user of a GitHub App whose tokens end, signed in with a code. */
const signIn = (
  { createOAuthUserAuth }: Library,
  options: object = {},
  gitHubOptions: GitHubOptions = {},
): { readonly gitHub: GitHub; readonly auth: OAuthUserAuth } => {
  const gitHub = new GitHub({ userTokens: 'github-app with expiry', ...gitHubOptions });
  gitHub.users.codes.set('code123', {});
  const request = newRequest(gitHub);
  return { gitHub, auth: createOAuthUserAuth({ clientId, clientSecret, clientType: 'github-app', code: 'code123', request, ...options }) };
};

/** An octokit whose token ended, and can be refreshed once with what it has. */
const expired = async (
  library: Library,
  time: Time,
): Promise<{ readonly gitHub: GitHub; readonly octokit: ReturnType<typeof newUserOctokit> }> => {
  const { gitHub, auth } = signIn(library);
  const { token, refreshToken, expiresAt, refreshTokenExpiresAt } = await auth();
  time.advance(9 * hours);
  const existing = { token, refreshToken, expiresAt, refreshTokenExpiresAt, clientType: 'github-app' };
  return { gitHub, octokit: newUserOctokit(library, gitHub, existing) };
};

export const userProbes: readonly Probe[] = [
  {
    id: 'U1',
    title: 'the second request uses the token the first one exchanged the code for',
    run: async (library) => {
      const gitHub = new GitHub();
      gitHub.users.codes.set('code123', {});
      const octokit = newUserOctokit(library, gitHub, { clientType: 'github-app', code: 'code123' });
      await octokit.request('GET /user');
      await octokit.request('GET /user');
      assert.equal(gitHub.count('access_token'), 1);
    },
  },
  {
    id: 'U2',
    title: 'the second request uses the token the first one refreshed',
    run: async (library, time) => {
      const { octokit } = await expired(library, time);
      await octokit.request('GET /user');
      await octokit.request('GET /user');
    },
  },
  {
    id: 'U3',
    title: 'onTokenCreated is told of a token that was refreshed by itself',
    run: async (library, time) => {
      const told: unknown[] = [];
      const onTokenCreated = (authentication: UserAuthentication): unknown => told.push(authentication.token);
      const { auth } = signIn(library, { onTokenCreated });
      await auth();
      time.advance(9 * hours);
      const { token } = await auth();
      assert.equal(told.at(-1), token);
    },
  },
  {
    id: 'U4',
    title: 'three first calls at once exchange the code once',
    run: async (library) => {
      const { gitHub, auth } = signIn(library);
      await Promise.all([auth(), auth(), auth()]);
      assert.equal(gitHub.count('access_token'), 1);
    },
  },
  {
    id: 'U5',
    title: 'three calls at once after the end refresh once',
    run: async (library, time) => {
      const { gitHub, auth } = signIn(library);
      await auth();
      time.advance(9 * hours);
      await Promise.all([auth(), auth(), auth()]);
      assert.equal(gitHub.count('access_token'), 2);
    },
  },
  {
    id: 'U6',
    title: 'the refresh token survives a check and a reset',
    run: async (library) => {
      const { auth } = signIn(library);
      const { refreshToken, refreshTokenExpiresAt } = await auth();
      for (const type of ['check', 'reset'] as const) {
        const answer = await auth({ type });
        assert.deepEqual([answer.refreshToken, answer.refreshTokenExpiresAt], [refreshToken, refreshTokenExpiresAt]);
      }
    },
  },
  {
    id: 'U7',
    title: 'an answer without a Date header is dated by the local clock',
    run: async (library) => {
      const { auth } = signIn(library, {}, { sendsDate: false });
      const { expiresAt } = await auth();
      assert.equal(expiresAt, new Date(Date.now() + 8 * hours * 1000).toISOString());
    },
  },
  {
    id: 'U8',
    title: 'an error holds neither the client secret nor the code',
    run: async (library) => {
      const { auth } = signIn(library, { code: 'never-issued' });
      const error: unknown = await auth().catch((thrown: unknown) => thrown);
      assert.ok(error instanceof Error && 'request' in error);
      const shown = JSON.stringify(error.request);
      assert.ok(!shown.includes(clientSecret) && !shown.includes('never-issued'), shown);
    },
  },
  {
    id: 'U9',
    title: 'a caller who changes a result changes nothing for others',
    run: async (library) => {
      const { auth } = signIn(library);
      const first = await auth();
      const { token } = first;
      first.token = 'changed';
      assert.equal((await auth()).token, token);
    },
  },
  {
    id: 'U10',
    title: 'the device flow works through an octokit of the app',
    run: async (library, time) => {
      const gitHub = new GitHub();
      const octokit = newOctokit(library, gitHub);
      const wish = { type: 'oauth-user', onVerification: () => {} };
      // octokit does not know what a strategy resolves with
      const answer = (await time.passUntil(octokit.auth(wish))) as UserAuthentication;
      assert.equal(answer.token, gitHub.users.live[0]?.token);
    },
  },
];

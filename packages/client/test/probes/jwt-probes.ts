import assert from 'node:assert/strict';
import { appOptions, GitHub } from '../github/stand-in.ts';
import { newOctokit, silent } from './new-octokit.ts';
import { newRequest } from './new-request.ts';
import type { Probe } from './probe.ts';

const hourMs = 3_600_000;

const worksAlone = (id: string, title: string, clockAheadMs: number): Probe => ({
  id,
  title,
  run: async ({ createAppAuth }) => {
    const request = newRequest(new GitHub({ clockAheadMs }));
    const { token } = await createAppAuth({ ...appOptions, request, log: silent })({ type: 'installation', installationId: 123 });
    assert.match(token, /^ghs_/);
  },
});

export const jwtProbes: readonly Probe[] = [
  {
    id: 'J1',
    title: "a difference from GitHub's clock costs one more request, once",
    run: async (library) => {
      const gitHub = new GitHub({ clockAheadMs: -hourMs });
      const octokit = newOctokit(library, gitHub, { log: silent });
      for (let call = 0; call < 3; call++) await octokit.request('GET /app');
      assert.equal(gitHub.count('GET /app'), 4);
    },
  },
  worksAlone('J2', 'without an octokit too, an installation token is had of a GitHub whose clock is behind', -hourMs),
  worksAlone('J3', 'without an octokit too, an installation token is had of a GitHub whose clock is ahead', hourMs),
  {
    id: 'J4',
    title: 'through an octokit, an installation token takes one signature',
    run: async (library) => {
      let signatures = 0;
      const own = library.createAppAuth(appOptions);
      const createJwt = async (): Promise<{ jwt: string; expiresAt: string }> => {
        signatures += 1;
        const { token, expiresAt } = await own({ type: 'app' });
        return { jwt: token, expiresAt };
      };
      const octokit = newOctokit(library, new GitHub(), { privateKey: undefined, createJwt, installationId: 123 });
      await octokit.request('GET /installation/repositories');
      assert.equal(signatures, 1);
    },
  },
  {
    id: 'J5',
    title: 'a JWT with minutes left is used again',
    run: async ({ createAppAuth }, time) => {
      const auth = createAppAuth(appOptions);
      const { token } = await auth({ type: 'app' });
      time.advance(120);
      assert.equal((await auth({ type: 'app' })).token, token);
    },
  },
];

import assert from 'node:assert/strict';
import { appOptions, GitHub } from '../github/stand-in.ts';
import { newOctokit } from './new-octokit.ts';
import type { Library, Probe, Time } from './probe.ts';

const enterprise = 'https://ghe.example/api/v3';

/** The scheme of what an installation's octokit sent with the last request of a route. */
const schemeOf = async (
  library: Library,
  time: Time,
  options: object,
  route: string,
  parameters: { baseUrl?: string } = {},
): Promise<string | undefined> => {
  const gitHub = new GitHub({ baseUrl: enterprise });
  const octokit = newOctokit(library, gitHub, { installationId: 123 }, options);
  await time.passUntil(octokit.request(route, parameters)).catch(() => {});
  return gitHub.asked.at(-1)?.authorization?.split(' ')[0];
};

export const routeProbes: readonly Probe[] = [
  {
    id: 'R1',
    title: 'a full URL below the base URL of its request is a route of the app',
    run: async (library, time) => {
      assert.equal(await schemeOf(library, time, {}, `GET ${enterprise}/app`, { baseUrl: enterprise }), 'bearer');
    },
  },
  {
    id: 'R2',
    title: 'a host is the same in capitals',
    run: async (library, time) => {
      assert.equal(await schemeOf(library, time, { baseUrl: enterprise }, 'GET https://GHE.example/api/v3/app'), 'bearer');
    },
  },
  {
    id: 'R3',
    title: 'a slash at the end of a route changes nothing',
    run: async (library, time) => {
      assert.equal(await schemeOf(library, time, { baseUrl: enterprise }, 'GET /app/'), 'bearer');
    },
  },
  {
    id: 'R4',
    title: "a file named as a route of the app is read with the installation's token",
    run: async (library, time) => {
      assert.equal(await schemeOf(library, time, { baseUrl: enterprise }, 'GET /repos/octocat/hello/contents/installation'), 'token');
    },
  },
  {
    id: 'R5',
    title: 'the log of the caller gets no new members',
    run: async ({ createAppAuth }) => {
      const log = { info: () => {} };
      createAppAuth({ ...appOptions, log: log as never });
      assert.deepEqual(Object.keys(log), ['info']);
    },
  },
  {
    id: 'R6',
    title: 'auth() without options says that the type is wrong',
    run: async ({ createAppAuth }) => {
      const auth = createAppAuth(appOptions) as unknown as () => Promise<unknown>;
      await assert.rejects(auth(), { message: 'Invalid auth type: undefined' });
    },
  },
  {
    id: 'R7',
    title: 'a factory is not handed itself',
    run: async ({ createAppAuth }) => {
      const made = await createAppAuth(appOptions)({
        type: 'oauth-user',
        code: 'code123',
        factory: (options: object) => Object.keys(options),
      });
      assert.ok(!made.includes('factory'));
    },
  },
  {
    id: 'R8',
    title: 'a request to another base URL does not carry the token of the first',
    run: async (library) => {
      const gitHub = new GitHub({ baseUrl: enterprise });
      const octokit = newOctokit(library, gitHub, { installationId: 123 });
      await octokit.request('GET /installation/repositories');
      await octokit.request('GET /installation/repositories', { baseUrl: enterprise });
      const sent = gitHub.asked.filter(({ path }) => path === '/installation/repositories').map(({ authorization }) => authorization);
      assert.equal(new Set(sent).size, 2);
    },
  },
];

import assert from 'node:assert/strict';
import type { InstallationAccessTokenAuthentication } from '../../src/github-app/index.ts';
import type { Installation } from '../github/installations.ts';
import { appOptions, GitHub } from '../github/stand-in.ts';
import { newOctokit, silent } from './new-octokit.ts';
import { newRequest } from './new-request.ts';
import type { Library, Probe } from './probe.ts';

const enterprise = 'https://ghe.example/api/v3';

type Options = Partial<{
  repositoryIds: number[];
  repositoryNames: string[];
  permissions: Record<string, string>;
  refresh: boolean;
}>;

/** Asks one strategy for tokens of installation 5, one after the other. */
const askInTurn = async (
  { createAppAuth }: Library,
  installation: Partial<Installation>,
  ...calls: readonly Options[]
): Promise<{ readonly answers: readonly InstallationAccessTokenAuthentication[]; readonly gitHub: GitHub }> => {
  const gitHub = new GitHub({ installations: [{ id: 5, ...installation }] });
  const auth = createAppAuth({ ...appOptions, log: silent, request: newRequest(gitHub) });
  const answers: InstallationAccessTokenAuthentication[] = [];
  for (const call of calls) answers.push(await auth({ type: 'installation', installationId: 5, ...call }));
  return { answers, gitHub };
};

/** A probe that two requests get two tokens. */
const getsTwo = (id: string, title: string, one: Options, other: Options): Probe => ({
  id,
  title,
  run: async (library) => {
    const repositories = [
      { id: 1, name: 'contents' },
      { id: 2, name: '1' },
    ];
    const { answers } = await askInTurn(library, { repositories }, one, other);
    assert.notEqual(answers[0]?.token, answers[1]?.token);
  },
});

/** A probe that a kept token is told of as when it was made. */
const tellsTheSame = (id: string, title: string, installation: Partial<Installation>): Probe => ({
  id,
  title,
  run: async (library) => {
    const { answers } = await askInTurn(library, installation, {}, {});
    assert.deepEqual(answers[1], answers[0]);
  },
});

export const installationProbes: readonly Probe[] = [
  {
    id: 'I1',
    title: 'two hosts asked at once for the same installation number give two tokens',
    run: async ({ createAppAuth }) => {
      const answers = [new GitHub(), new GitHub({ baseUrl: enterprise })].map((gitHub, index) => {
        const request = newRequest(gitHub, index === 0 ? {} : { baseUrl: enterprise });
        return createAppAuth({ ...appOptions, request })({ type: 'installation', installationId: 123 });
      });
      const [one, other] = await Promise.all(answers);
      assert.notEqual(one?.token, other?.token);
    },
  },
  getsTwo(
    'I2',
    'a repository and a permission of one name are told apart',
    { repositoryNames: ['contents'] },
    { permissions: { contents: 'read' } },
  ),
  getsTwo(
    'I3',
    'a repository id and a repository name of the same digits are told apart',
    { repositoryIds: [1] },
    { repositoryNames: ['1'] },
  ),
  getsTwo('I4', 'who asks for write is not given admin', { permissions: { contents: 'admin' } }, { permissions: { contents: 'write' } }),
  {
    id: 'I5',
    title: 'repository names in another order ask for the same token',
    run: async (library) => {
      const { gitHub } = await askInTurn(library, {}, { repositoryNames: ['a', 'b'] }, { repositoryNames: ['b', 'a'] });
      assert.equal(gitHub.count('access_tokens'), 1);
    },
  },
  tellsTheSame('I6', 'a kept token says admin where the new one did', { permissions: { organization_projects: 'admin' } }),
  tellsTheSame('I7', 'a kept token without permissions has none, as the new one', { permissions: {} }),
  tellsTheSame('I8', 'a kept token names its single file', { singleFile: '.github/config.yml' }),
  {
    id: 'I9',
    title: 'who asks for a fresh token gets one, while others are given the kept one',
    run: async ({ createAppAuth }) => {
      const auth = createAppAuth({ ...appOptions, request: newRequest(new GitHub()) });
      const wish = { type: 'installation', installationId: 123 } as const;
      const { token } = await auth(wish);
      const [, fresh] = await Promise.all([auth(wish), auth({ ...wish, refresh: true })]);
      assert.notEqual(fresh.token, token);
    },
  },
  {
    id: 'I10',
    title: "the caller's list of repositories stays as it is",
    run: async (library) => {
      const repositoryIds = [9, 100, 20];
      await askInTurn(library, {}, { repositoryIds });
      assert.deepEqual(repositoryIds, [9, 100, 20]);
    },
  },
  {
    id: 'I11',
    title: 'a token that ended in a cache of the caller is not handed out',
    run: async ({ createAppAuth }) => {
      const request = newRequest(new GitHub());
      const cache = { get: () => 'ended|2020-01-01T00:00:00.000Z|2020-01-01T01:00:00.000Z|all|metadata|', set: () => {} };
      const { token } = await createAppAuth({ ...appOptions, request, cache })({ type: 'installation', installationId: 123 });
      assert.notEqual(token, 'ended');
    },
  },
  {
    id: 'I12',
    title: 'a token that was revoked early is replaced at the first refusal',
    run: async (library, time) => {
      const gitHub = new GitHub();
      const octokit = newOctokit(library, gitHub, { installationId: 123 });
      await octokit.request('GET /installation/repositories');
      for (const made of gitHub.installations.made) made.revoked = true;
      time.advance(60);
      await octokit.request('GET /installation/repositories');
      assert.equal(gitHub.count('access_tokens'), 2);
    },
  },
  {
    id: 'I13',
    title: 'a 403 of a server that does not know the new token yet is tried again',
    run: async (library, time) => {
      const gitHub = new GitHub({ installations: [{ id: 123, lag: { milliseconds: 2500, status: 403 } }] });
      const octokit = newOctokit(library, gitHub, { installationId: 123 });
      const { status } = await time.passUntil(octokit.request('GET /installation/repositories'));
      assert.equal(status, 200);
    },
  },
  {
    id: 'I14',
    title: 'a URL of another host gets no token',
    run: async (library) => {
      const gitHub = new GitHub();
      const octokit = newOctokit(library, gitHub, { installationId: 123 });
      await octokit.request('GET https://elsewhere.example/installation/repositories').catch(() => {});
      assert.deepEqual(
        gitHub.asked.filter(({ host }) => host === 'elsewhere.example').map(({ authorization }) => authorization),
        [undefined],
      );
    },
  },
];

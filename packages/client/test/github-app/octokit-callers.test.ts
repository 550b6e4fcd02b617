import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { App } from '@octokit/app';
import { Octokit as CoreOctokit } from '@octokit/core';
import { Octokit } from '@octokit/rest';
import { createAppAuth } from '../../src/github-app/index.ts';
import { type ListeningGitHub, listenStandIn } from '../github/listen-stand-in.ts';
import { appOptions, GitHub } from '../github/stand-in.ts';
import { silent } from '../probes/new-octokit.ts';

describe('octokit over a socket', () => {
  const gitHub = new GitHub({ installations: [{ id: 123, repositories: [{ id: 1, name: 'hello' }] }] });
  let listening: ListeningGitHub;
  before(async () => {
    listening = await listenStandIn(gitHub);
  });
  after(() => listening.stop());

  test('@octokit/rest: an installation reads its repositories, the app itself', async () => {
    const octokit = new Octokit({ authStrategy: createAppAuth, auth: { ...appOptions, installationId: 123 }, baseUrl: listening.baseUrl });
    const { data } = await octokit.rest.apps.listReposAccessibleToInstallation();
    assert.equal(data.repositories[0]?.name, 'hello');
    assert.equal((await octokit.rest.apps.getAuthenticated()).data?.slug, 'grantry-test');
  });

  test('@octokit/app: every installation has an octokit, and all share tokens and JWT', async () => {
    // `@octokit/app` names its own strategy when it makes an octokit; a class that names ours in its place is how ours gets in.
    const { baseUrl } = listening;
    class WithOurs extends CoreOctokit {
      constructor(options: object) {
        super({ ...options, baseUrl, authStrategy: createAppAuth, log: silent });
      }
    }
    const app = new App({ appId: appOptions.appId, privateKey: appOptions.privateKey, Octokit: WithOurs });
    assert.equal((await app.octokit.request('GET /app')).data?.slug, 'grantry-test');

    const minted = gitHub.count('access_tokens');
    const octokits = await Promise.all([app.getInstallationOctokit(123), app.getInstallationOctokit(123)]);
    await Promise.all(octokits.map((octokit) => octokit.request('GET /installation/repositories')));
    assert.equal(gitHub.count('access_tokens') - minted, 1);
    const jwts = gitHub.asked
      .slice(-4)
      .map(({ authorization }) => authorization)
      .filter((sent) => sent?.startsWith('bearer '));
    assert.equal(new Set(jwts).size, 1);
  });
});

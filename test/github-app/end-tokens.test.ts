import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endTokens } from '../../src/broker/github-app/end-tokens.ts';
import { mintAllowedToken } from '../../src/broker/github-app/mint-installation-token.ts';
import type { AppAnswer, GitHubApp, InstallationToken } from '../../src/broker/github-app/ports.ts';
import type { Broker } from '../../src/broker/ports.ts';
import { Secret } from '../../src/protocol/secret.ts';
import { epochSeconds, seconds } from '../../src/protocol/units.ts';
import { openTestBroker, providersOf, type TestBroker } from '../support/test-broker.ts';

const providers = providersOf({ id: 'github', type: 'github', client_id: 'a' });
const [provider = assert.fail()] = providers;

interface Scene {
  readonly opened: TestBroker;
  readonly broker: Broker;
  readonly revoked: readonly string[];
  mint(maxLifetime: number | undefined): Promise<InstallationToken>;
}

/** A broker whose app makes tokens of an hour, and answers as it is told when it ends them. */
async function open(answers: AppAnswer<undefined>[]): Promise<Scene & AsyncDisposable> {
  const opened = await openTestBroker({ providers });
  const revoked: string[] = [];
  let made = 0;
  const app: GitHubApp = {
    jwt: () => assert.fail(),
    findInstallation: () => assert.fail(),
    listInstallations: () => assert.fail(),
    installationToken: async ({ installationId }, { isPrivate }) => ({
      outcome: 'done',
      value: {
        installationId,
        token: new Secret(`ghs_${made++}${isPrivate ? '-private' : ''}`),
        expiresAt: epochSeconds(opened.now() + 3600),
        permissions: {},
        repositorySelection: 'all',
        repositories: undefined,
      },
    }),
    revoke: async (token) => {
      revoked.push(token.reveal());
      return answers.shift() ?? { outcome: 'done', value: undefined };
    },
  };
  const broker: Broker = { ...opened.broker, providers, githubAppOf: () => app };
  return {
    opened,
    broker,
    revoked,
    mint: async (maxLifetime) => {
      const times = { maxLifetime: maxLifetime === undefined ? undefined : seconds(maxLifetime) };
      const result = await mintAllowedToken(broker, { action: 'mint', provider, app, wish: { installationId: 1 } }, times);
      return result.action === 'token' ? result.token : assert.fail(result.action);
    },
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  };
}

const unavailable: AppAnswer<undefined> = { outcome: 'failed', why: 'unavailable', words: 'down' };

test('a token is ended after its time, once, and none before', async () => {
  await using scene = await open([]);
  const { expiresAt, token } = await scene.mint(300);
  assert.deepEqual([expiresAt, token.reveal()], [scene.opened.now() + 300, 'ghs_0-private']);
  await scene.mint(undefined);
  scene.opened.pass(299);
  await endTokens(scene.broker);
  assert.deepEqual(scene.revoked, []);
  scene.opened.pass(1);
  await endTokens(scene.broker);
  await endTokens(scene.broker);
  assert.deepEqual(scene.revoked, ['ghs_0-private']);
});

test('a token that GitHub could not be asked to end is tried again until GitHub ends it itself', async () => {
  await using scene = await open([unavailable, unavailable, unavailable]);
  await scene.mint(300);
  scene.opened.pass(300);
  await endTokens(scene.broker);
  await endTokens(scene.broker);
  scene.opened.pass(3300);
  await endTokens(scene.broker);
  await endTokens(scene.broker);
  assert.equal(scene.revoked.length, 3);
  assert.deepEqual(
    scene.opened.events.map(({ event }) => event),
    ['revocation_failed', 'revocation_failed'],
  );
});

test('a token that cannot be written down is ended at once, and given to nobody', async () => {
  await using scene = await open([]);
  const commit: Broker['commit'] = async () => {
    throw new Error('the store is gone');
  };
  const app = scene.broker.githubAppOf(provider) ?? assert.fail();
  const wish = { action: 'mint', provider, app, wish: { installationId: 1 } } as const;
  await assert.rejects(mintAllowedToken({ ...scene.broker, commit }, wish, { maxLifetime: seconds(60) }), /store is gone/);
  assert.deepEqual(scene.revoked, ['ghs_0-private']);
});

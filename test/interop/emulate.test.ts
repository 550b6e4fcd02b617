import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEmulator, type SeedConfig, type ServiceName } from 'emulate';
import { handOut } from '../../src/broker/hand-out/hand-out.ts';
import { unlinkConnection } from '../../src/broker/unlink/unlink-connection.ts';
import { validateToken } from '../../src/broker/validate/validate-connection.ts';
import type { Secret } from '../../src/protocol/secret.ts';
import { linkAccount, testAccessUrl, testCallback } from '../support/link-account.ts';
import { pickAccount } from '../support/pick-account.ts';
import { openTestBroker, providersOf, userId } from '../support/test-broker.ts';

/** One provider of the package `emulate`, and how it does what ours expects. */
interface Emulated {
  readonly service: ServiceName;
  readonly type: string;
  readonly seed: SeedConfig;
  /** The settings that move the type's endpoints to the emulator. */
  readonly settings: (base: string) => Readonly<Record<string, string>>;
  /** Two accounts, as the provider's page tells them apart, and the names they get. */
  readonly accounts: readonly (readonly [button: string, name: string])[];
  /** Whether it issues refresh tokens. */
  readonly refreshes: boolean;
  /** What becomes of unlinking: the emulator lacks the revocation endpoints of GitHub and Slack, and Microsoft has none. */
  readonly revocation: 'revoked' | 'refused' | 'not offered';
}

const client = { client_id: 'grantry', client_secret: 'emulated-secret' };
const app = { ...client, name: 'Grantry', redirect_uris: [testCallback] };

const emulated: readonly Emulated[] = [
  {
    service: 'github',
    type: 'github',
    seed: { github: { users: [{ login: 'ada' }, { login: 'bob' }], oauth_apps: [app] } },
    settings: (base) => ({
      auth_url: `${base}/login/oauth/authorize`,
      token_url: `${base}/login/oauth/access_token`,
      validate_url: `${base}/user`,
      revoke_url: `${base}/applications/${client.client_id}/grant`,
    }),
    accounts: [
      ['ada', 'ada'],
      ['bob', 'bob'],
    ],
    refreshes: false,
    revocation: 'refused',
  },
  {
    service: 'google',
    type: 'google',
    seed: { google: { users: [{ email: 'ada@gmail.com' }, { email: 'bob@gmail.com' }], oauth_clients: [app] } },
    settings: (base) => ({
      auth_url: `${base}/o/oauth2/v2/auth`,
      token_url: `${base}/oauth2/token`,
      validate_url: `${base}/oauth2/v2/userinfo`,
      revoke_url: `${base}/oauth2/revoke`,
    }),
    accounts: [
      ['ada@gmail.com', 'ada@gmail.com'],
      ['bob@gmail.com', 'bob@gmail.com'],
    ],
    refreshes: true,
    revocation: 'revoked',
  },
  {
    service: 'slack',
    type: 'slack',
    seed: { slack: { team: { name: 'Acme', domain: 'acme' }, oauth_apps: [app] } },
    settings: (base) => ({
      auth_url: `${base}/oauth/v2/authorize`,
      token_url: `${base}/api/oauth.v2.access`,
      validate_url: '',
      revoke_url: `${base}/api/auth.revoke`,
      api_base_url: `${base}/api`,
    }),
    accounts: [['U000000001', 'grantry@acme.slack.com']],
    refreshes: false,
    revocation: 'refused',
  },
  {
    service: 'microsoft',
    type: 'microsoft-entra',
    seed: { microsoft: { users: [{ email: 'ada@outlook.com' }, { email: 'bob@outlook.com' }], oauth_clients: [app] } },
    settings: (base) => ({ auth_url: `${base}/oauth2/v2.0/authorize`, validate_url: `${base}/v1.0/me` }),
    accounts: [
      ['ada@outlook.com', 'ada@outlook.com'],
      ['bob@outlook.com', 'bob@outlook.com'],
    ],
    refreshes: true,
    revocation: 'not offered',
  },
  {
    service: 'linear',
    type: 'linear',
    seed: {
      linear: {
        organization: { name: 'Acme', url_key: 'acme' },
        users: [
          { email: 'ada@example.com', name: 'ada' },
          { email: 'bob@example.com', name: 'bob' },
        ],
        oauth_apps: [{ ...app, scopes: ['read', 'write'], actor: 'user' }],
      },
    },
    settings: (base) => ({
      auth_url: `${base}/oauth/authorize`,
      token_url: `${base}/oauth/token`,
      revoke_url: `${base}/oauth/revoke`,
      api_base_url: `${base}/graphql`,
    }),
    accounts: [
      ['ada@example.com', 'acme/ada'],
      ['bob@example.com', 'acme/bob'],
    ],
    refreshes: true,
    revocation: 'revoked',
  },
  {
    service: 'okta',
    type: 'oidc',
    seed: {
      okta: {
        users: [{ login: 'ada@example.com' }, { login: 'bob@example.com' }],
        authorization_servers: [{ id: 'default', name: 'default', audiences: ['api://default'] }],
        oauth_clients: [{ ...app, auth_server_id: 'default' }],
      },
    },
    settings: (base) => ({ issuer: `${base}/oauth2/default` }),
    accounts: [
      ['ada@example.com', 'ada@example.com'],
      ['bob@example.com', 'bob@example.com'],
    ],
    refreshes: true,
    revocation: 'revoked',
  },
];

for (const { service, type, seed, settings, accounts, refreshes, revocation } of emulated) {
  test(`emulate’s ${service}: accounts are linked, named, validated, refreshed and revoked`, async (t) => {
    const emulator = await createEmulator({ service, port: 0, seed });
    t.after(() => emulator.close());
    const providers = providersOf({ id: 'upstream', type, ...client, ...settings(emulator.url) });
    const [provider = assert.fail()] = providers;
    await using opened = await openTestBroker({ accessUrl: testAccessUrl, providers });
    const { broker } = opened;

    for (const [button] of accounts) await linkAccount(opened, '', userId, 'upstream', true, (page) => pickAccount(page, button));
    const connections = await broker.facts.listConnections(userId);
    assert.deepEqual(
      connections.map(({ account }) => account),
      accounts.map(([, name]) => name),
    );
    assert.equal(new Set(connections.map(({ accountId }) => accountId)).size, accounts.length);

    const ask = async (account: string): Promise<Secret> => {
      const handed = await handOut(broker, { userId, selector: { id: 'upstream' }, account });
      return handed.action === 'token' ? handed.connection.accessToken : assert.fail(JSON.stringify(handed));
    };
    for (const { account, accessToken } of connections) {
      assert.equal((await ask(account)).reveal(), accessToken.reveal());
      assert.equal((await validateToken(broker, provider, { accessToken })).verdict, 'valid');
    }
    opened.pass(86_400);
    for (const { id, account, accessToken } of connections) {
      assert.equal((await ask(account)).reveal() !== accessToken.reveal(), refreshes);
      const outcome = await unlinkConnection(broker, provider, id);
      assert.equal(outcome?.revoked, revocation === 'revoked');
      assert.equal(outcome?.error !== undefined, revocation === 'refused', outcome?.error);
    }
    assert.deepEqual(await broker.facts.listConnections(userId), []);
  });
}

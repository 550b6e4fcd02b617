import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { describeSettings } from './describe-settings.ts';
import { ConfigurationErrors, inspectSettings, loadSettings } from './load-settings.ts';
import { settings } from './settings.ts';
import type { SettingSources } from './sources.ts';

const sources = (environment: Record<string, string>, file?: string): SettingSources => ({
  environment,
  readTextFile: (path) => (path === './grantry.yaml' ? file : undefined),
});

const defaults = {
  listen: { host: '127.0.0.1', port: 4600 },
  accessUrl: undefined,
  dataDir: './data',
  database: 'sqlite:data/grantry.db',
  masterKey: undefined,
  masterKeyFile: undefined,
  trustProxy: false,
  tls: undefined,
  logLevel: 'info',
  workloadAwsCertificates: undefined,
  workloadAzureRoots: undefined,
  workloadGoogleIssuer: 'https://accounts.google.com',
  workloadGoogleJwksUri: 'https://www.googleapis.com/oauth2/v3/certs',
  workloadAudience: undefined,
  workloadIssuers: [],
  tlsClientCertificates: false,
  tlsClientCaFile: undefined,
  tlsClientCertificateHeader: undefined,
  clientAllowPrivate: false,
  clientAttesters: [],
  clientAttestationChallenges: false,
  webhookAllowPrivate: false,
  dpopRequired: false,
  dpopNonces: false,
  profiles: [],
  stepUpMaxAge: undefined,
  stepUpAcrValues: [],
  providers: [],
  federation: [],
  requestRules: undefined,
  registration: undefined,
  registrationTokens: [],
  registrationMaxClients: undefined,
  registrationPerHour: undefined,
  registrationUnusedDays: undefined,
  registrationIdleDays: undefined,
  clientDocuments: undefined,
  clientDocumentsAllowed: undefined,
  clientDocumentsPolicy: undefined,
  deviceCodeLifetime: undefined,
  devicePollingInterval: undefined,
  deviceUserCodeCharset: undefined,
  deviceUserCodeLength: undefined,
};

test('without any setting the defaults hold', async () => {
  assert.deepEqual(await loadSettings(sources({})), defaults);
  assert.deepEqual(await loadSettings(sources({ GRANTRY_LISTEN: '', PATH: '/bin' }, '')), defaults);
});

test('the environment wins over the file, and the file over defaults', async () => {
  const file = 'listen: "[::1]:80"\nlog_level: warn\ntrust_proxy: [loopback, 10.0.0.0/8]\ntls:\n  cert_file: c.pem\n  key_file: k.pem\n';
  const loaded = await loadSettings(sources({ GRANTRY_LOG_LEVEL: 'debug', GRANTRY_DATA_DIR: '/srv' }, file));
  assert.deepEqual(loaded, {
    ...defaults,
    listen: { host: '::1', port: 80 },
    logLevel: 'debug',
    dataDir: '/srv',
    database: 'sqlite:/srv/grantry.db',
    trustProxy: 'loopback,10.0.0.0/8',
    tls: { certFile: 'c.pem', keyFile: 'k.pem' },
  });
});

test('issuers are a list in the file, or URLs or JSON in the environment', async () => {
  const github = 'https://token.actions.githubusercontent.com';
  const cluster = { issuer: 'https://kube.example', audience: 'ours', jwksUri: 'https://10.0.0.1/openid/v1/jwks' };
  const plain = { issuer: github, audience: undefined, jwksUri: undefined };
  const file = `workload:
  audience: https://auth.example
  issuers:
    - issuer: ${github}
    - { issuer: ${cluster.issuer}, audience: ours, jwks_uri: ${cluster.jwksUri} }
`;
  const loaded = await loadSettings(sources({}, file));
  assert.deepEqual([loaded.workloadAudience, loaded.workloadIssuers], ['https://auth.example', [plain, cluster]]);
  assert.deepEqual((await loadSettings(sources({}, `workload:\n  issuers: [${github}]\n`))).workloadIssuers, [plain]);
  const inEnvironment = async (text: string) => (await loadSettings(sources({ GRANTRY_WORKLOAD_ISSUERS: text }, file))).workloadIssuers;
  assert.deepEqual(await inEnvironment(`${github}, https://kube.example`), [plain, { ...plain, issuer: cluster.issuer }]);
  assert.deepEqual(await inEnvironment(JSON.stringify([{ issuer: github }])), [plain]);
  for (const wrong of [
    'x',
    '[',
    '[7]',
    '[{}]',
    '[{"issuer":"ftp://x"}]',
    `[{"issuer":"${github}","aud":"x"}]`,
    `[{"issuer":"${github}","audience":""}]`,
    `${github},${github}`,
  ]) {
    await assert.rejects(inEnvironment(wrong), /GRANTRY_WORKLOAD_ISSUERS/, wrong);
  }
});

test('every kind of value is read, or refused', async (t) => {
  const cases: readonly (readonly [name: keyof typeof settings, text: string, value: unknown])[] = [
    ['listen', '127.0.0.1:0', { host: '127.0.0.1', port: 0 }],
    ['listen', ':4600', { host: '::', port: 4600 }],
    ['listen', 'localhost:65536', undefined],
    ['listen', '4600', undefined],
    ['listen', '::1:80', undefined],
    ['accessUrl', 'https://auth.example.com/', 'https://auth.example.com'],
    ['accessUrl', 'https://example.com/auth/', 'https://example.com/auth'],
    ['accessUrl', 'http://localhost:4600', 'http://localhost:4600'],
    ['accessUrl', 'http://[::1]:4600', 'http://[::1]:4600'],
    ['accessUrl', 'http://auth.example.com', undefined],
    ['accessUrl', 'https://auth.example.com/?a=b', undefined],
    ['accessUrl', 'https://auth.example.com/#', undefined],
    ['accessUrl', 'https://me:pw@auth.example.com', undefined],
    ['accessUrl', 'auth.example.com', undefined],
    ['database', 'sqlite:/var/g.db', 'sqlite:/var/g.db'],
    ['database', 'postgres://u:p@h:5432/g', 'postgres://u:p@h:5432/g'],
    ['database', 'postgresql:///g', 'postgresql:///g'],
    ['database', 'sqlite:', undefined],
    ['database', 'mysql://h/g', undefined],
    ['trustProxy', 'true', true],
    ['trustProxy', 'false', false],
    ['trustProxy', '10.0.0.0/8, ::1/128', '10.0.0.0/8,::1/128'],
    ['trustProxy', '10.0.0.0/33', undefined],
    ['trustProxy', 'yes', undefined],
    ['logLevel', 'trace', 'trace'],
    ['logLevel', 'loud', undefined],
    ['dataDir', ' ', undefined],
  ];
  for (const [name, text, value] of cases) {
    await t.test(`${settings[name].env}=${text}`, () => assert.deepEqual(settings[name].kind.parse(text), value));
  }
});

test('everything that is wrong is said at once, with what was found and what is accepted', async () => {
  const environment = { GRANTRY_LISTN: ':1', GRANTRY_DATABASE: 'mysql://root:hunter2@h', GRANTRY_TLS_CERT_FILE: 'c.pem' };
  await assert.rejects(loadSettings(sources(environment, 'log_level: loud\ntls:\n  crt_file: c.pem\n')), (error) => {
    assert.ok(error instanceof ConfigurationErrors);
    assert.deepEqual(
      error.problems.map(({ setting }) => setting),
      ['GRANTRY_DATABASE', './grantry.yaml: log_level', 'GRANTRY_LISTN', './grantry.yaml: tls.crt_file', 'GRANTRY_TLS_KEY_FILE'],
    );
    assert.match(error.message, /GRANTRY_LISTN: .*Did you mean GRANTRY_LISTEN\?/);
    assert.match(error.message, /tls\.crt_file: .*Did you mean tls\.cert_file\?/);
    assert.match(error.message, /log_level: found "loud"; accepted: fatal, error, warn, info, debug, trace, silent/);
    assert.doesNotMatch(error.message, /hunter2/);
    return true;
  });
});

test('one thing that is wrong is a ConfigurationError of its own', async (t) => {
  const cases: readonly (readonly [environment: Record<string, string>, file: string | undefined, setting: string])[] = [
    [{ GRANTRY_CONFIG: '/nowhere.yaml' }, undefined, 'GRANTRY_CONFIG'],
    [{}, 'listen: [', './grantry.yaml'],
    [{}, '- a', './grantry.yaml'],
    [{}, 'listen: :1\nlisten: :2', './grantry.yaml'],
    [{ GRANTRY_MASTER_KEY: 'a', GRANTRY_MASTER_KEY_FILE: 'b' }, undefined, 'GRANTRY_MASTER_KEY'],
    [{ GRANTRY_EXTERNAL_AUTH_0_TYP: 'github' }, undefined, 'GRANTRY_EXTERNAL_AUTH_0_TYP'],
    [{}, 'external_auth:\n  - typ: github', 'external_auth[0].typ'],
  ];
  for (const [environment, file, setting] of cases) {
    await t.test(setting, () => assert.rejects(loadSettings(sources(environment, file)), { name: 'ConfigurationError', setting }));
  }
});

test('variables of the command line and of providers are no unknown settings', async () => {
  const environment = {
    GRANTRY_AGENT_TOKEN: 't',
    GRANTRY_TEST_POSTGRES_URL: 'p',
    CODER_AGENT_URL: 'u',
    GRANTRY_EXTERNAL_AUTH_0_ID: 'hub',
    GRANTRY_EXTERNAL_AUTH_0_TYPE: 'github',
    GRANTRY_EXTERNAL_AUTH_0_CLIENT_ID: 'c',
    GRANTRY_EXTERNAL_AUTH_0_CLIENT_SECRET: 's',
  };
  const { providers } = await loadSettings(
    sources(environment, 'external_auth:\n  - {id: second, type: github, client_id: c, client_secret: s}'),
  );
  assert.deepEqual(
    providers.map(({ id }) => id),
    ['hub', 'second'],
  );
});

test('config show masks every secret and names where each value is from', async () => {
  const environment = { GRANTRY_MASTER_KEY: 'hunter2', GRANTRY_DATABASE: 'postgres://u:hun%2Fter@h/g?password=hunter2' };
  const described = describeSettings(await inspectSettings(sources(environment, 'listen: :80')));
  const find = (env: string) => described.find(({ setting }) => setting === env);
  assert.equal(find('GRANTRY_MASTER_KEY')?.value, '[secret]');
  assert.equal(find('GRANTRY_DATABASE')?.value, 'postgres://u:[secret]@h/g?password=[secret]');
  assert.equal(find('GRANTRY_LISTEN')?.origin, './grantry.yaml: listen');
  assert.equal(find('GRANTRY_LOG_LEVEL')?.origin, 'default');
  assert.doesNotMatch(JSON.stringify(described), /hunter2|hun%2F/);
});

test('no text makes a kind of value fail, and what it writes it reads again', () => {
  for (const { kind } of Object.values(settings)) {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.domain()), (text) => {
        const value = kind.parse(text);
        if (value === undefined || typeof value === 'object') return;
        assert.deepEqual(kind.parse((kind.format as (value: unknown) => string)(value)), value); // each kind writes what it read itself
      }),
      { numRuns: 50 },
    );
  }
});

test('RFC 8628 §6.1: what devices are given is set within bounds', async () => {
  const loaded = await loadSettings(sources({ GRANTRY_DEVICE_POLLING_INTERVAL: '1', GRANTRY_DEVICE_USER_CODE_CHARSET: 'NUMERIC' }));
  assert.deepEqual([loaded.devicePollingInterval, loaded.deviceUserCodeCharset], [1, 'NUMERIC']);
  const wrong = {
    GRANTRY_DEVICE_CODE_LIFETIME: '29',
    GRANTRY_DEVICE_POLLING_INTERVAL: '61',
    GRANTRY_DEVICE_USER_CODE_LENGTH: '7',
    GRANTRY_DEVICE_USER_CODE_CHARSET: 'base20',
  };
  for (const [name, value] of Object.entries(wrong)) await assert.rejects(loadSettings(sources({ [name]: value })), new RegExp(name));
});

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setUpFirstUser } from '../../src/identity/setup/set-up-first-user.ts';
import { type ConnectionImportOutcome, importConnections } from '../../src/server/import-connections.ts';
import { type OpenRooms, openRooms } from '../../src/server/rooms.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { configuredOf } from '../support/test-broker.ts';
import { type Ran, runGrantry } from './support.ts';

const folder = temporaryFolder('transfer');
const masterKey = Buffer.alloc(32, 5);
const environment = {
  GRANTRY_DATA_DIR: folder.path,
  GRANTRY_MASTER_KEY: masterKey.toString('base64'),
  GRANTRY_EXTERNAL_AUTH_0_TYPE: 'github',
  GRANTRY_EXTERNAL_AUTH_0_CLIENT_ID: 'c',
};
let rooms: OpenRooms;
let userId: string;

before(async () => {
  rooms = await openRooms({
    database: `sqlite:${join(folder.path, 'grantry.db')}`,
    masterKey,
    accessUrl: 'http://grantry.test',
    providers: configuredOf({ id: 'github', type: 'github', client_id: 'c' }, { id: 'other', type: 'github', client_id: 'c' }),
  });
  const ann = { email: 'ann@example.com', password: 'correct horse', username: undefined, name: undefined, serviceId: rooms.serviceId };
  const made = await setUpFirstUser(rooms.identity, ann, { address: '', userAgent: '', requestId: '' });
  assert.ok(made.action !== 'refuse');
  userId = made.user.id;
});

after(async () => {
  await rooms.close();
  folder[Symbol.dispose]();
});

const run = (...words: readonly string[]): Promise<Ran> => runGrantry(['connections', ...words], environment);
const line = (account: string, more: object = {}): string =>
  JSON.stringify({ provider_id: 'github', user: 'ann@example.com', account, access_token: `token of ${account}`, ...more });
const accounts = async (): Promise<readonly string[]> => (await rooms.broker.facts.listConnections(userId)).map(({ account }) => account);
const importLines = (lines: readonly string[], isDryRun = false): Promise<ConnectionImportOutcome> =>
  importConnections(rooms, { lines, onConflict: 'fail', isDryRun });

test('accounts are imported beside a running server, and exported again as they were', async () => {
  const file = join(folder.path, 'accounts.jsonl');
  const full = { refresh_token: 'r', expires_at: '2030-01-31T12:00:00Z', scopes: ['repo'], created_at: '2024-01-01T00:00:00Z' };
  const lines = [line('one', { ...full, account_id: '1', kind: 'oauth' }), line('two', { user: 'ann', kind: 'token' })];
  writeFileSync(file, `${lines.join('\n')}\n\n`);
  assert.equal((await run('import', file, '--dry-run')).stdout, '2 created, 0 replaced, 0 skipped\n');
  assert.deepEqual(await accounts(), []);
  const imported = await run('import', file, '-o', 'json');
  assert.deepEqual([imported.status, imported.stderr], [0, '']);
  assert.deepEqual(JSON.parse(imported.stdout), { created: 2, replaced: 0, skipped: 0, dry_run: false });

  const exported = await run('export', '--provider', 'github');
  assert.equal(exported.status, 0, exported.stderr);
  const [one, two] = exported.stdout
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text));
  assert.deepEqual(one, { ...JSON.parse(lines[0] ?? ''), user: 'ann@example.com' });
  assert.deepEqual([two.account, two.kind, two.access_token], ['two', 'token', 'token of two']);
  assert.match(exported.stderr, /tokens that work for whoever reads them/);
  assert.equal((await run('export', '--provider', 'other')).stdout, '');

  assert.match((await run('import', file)).stderr, /line 1: account: the user has linked the account one at github already\n.*line 2/s);
  assert.equal((await run('import', file, '--on-conflict', 'skip')).stdout, '0 created, 0 replaced, 2 skipped\n');
  assert.equal((await run('import', file, '--on-conflict', 'replace')).stdout, '0 created, 2 replaced, 0 skipped\n');
  assert.match((await run('import', '/nowhere')).stderr, /\/nowhere cannot be read/);
});

test('nothing is imported if one line is wrong, and every wrong line is named', async () => {
  const before = await accounts();
  const outcome = await importLines([
    line('right'),
    '{',
    line('x', { user: 'nobody', provider_id: 'nowhere' }),
    line('y', { access_token: undefined, expires_at: 'soon' }),
    line('right'),
  ]);
  assert.ok(outcome.outcome === 'rejected');
  assert.deepEqual(
    outcome.faults.map((fault) => [fault.line, fault.field]),
    [
      [2, 'line'],
      [3, 'provider_id'],
      [3, 'user'],
      [4, 'access_token'],
      [4, 'expires_at'],
      [5, 'account'],
    ],
  );
  assert.deepEqual(await accounts(), before);
});

test('twenty thousand accounts are imported in one transaction', async () => {
  const lines = Array.from({ length: 20_000 }, (_, index) => line(`bulk-${index}`, { provider_id: 'other', refresh_token: 'r' }));
  const dry = await importLines(lines, true);
  assert.deepEqual(dry, { outcome: 'imported', created: 20_000, replaced: 0, skipped: 0 });
  assert.deepEqual(await importLines(lines), dry);
  assert.equal((await rooms.catalog.facts.countConnections()).get('other'), 20_000);
});

import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { commandLineDevice } from './0095-command-line-device.ts';

const device = 'urn:ietf:params:oauth:grant-type:device_code';

/** The grant types of clients, by service and text id, once the migration has run. */
function migrate(...clients: readonly (readonly [serviceId: number, clientId: string, grantTypes: string])[]): readonly unknown[] {
  using database = new DatabaseSync(':memory:');
  database.exec('create table clients (service_id integer, client_id text, grant_types text)');
  for (const client of clients) database.prepare('insert into clients values (?, ?, ?)').run(...client);
  for (const statement of commandLineDevice.statements) database.exec(statement);
  return database
    .prepare('select grant_types from clients order by rowid')
    .all()
    .map((row) => JSON.parse(String(row.grant_types)));
}

test('RFC 8628 §3.1: the command line that is there gets the device flow once, and nobody else does', () => {
  assert.deepEqual(
    migrate(
      [1, 'grantry-cli', '["authorization_code","refresh_token"]'],
      [1, 'grantry-cli', JSON.stringify([device])],
      [1, 'grantry-cli', '[]'],
      [1, 'other', '["refresh_token"]'],
      [2, 'grantry-cli', '["refresh_token"]'],
    ),
    [['authorization_code', 'refresh_token', device], [device], [], ['refresh_token'], ['refresh_token']],
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigurationError } from '../protocol/configuration-error.ts';
import { openDatabase } from './open-database.ts';

const refused: readonly (readonly [string, RegExp])[] = [
  ['', /found a URL of scheme ""/],
  ['data.db', /found a URL of scheme "data.db"/],
  ['mysql://root:sesame@localhost/grantry', /found a URL of scheme "mysql"/],
  ['sqlite:', /found sqlite: without a path/],
  ['postgres://user:sesame@[bad/grantry', /found a PostgreSQL URL that cannot be parsed/],
];
for (const [url, message] of refused) {
  test(`GRANTRY_DATABASE=${url.replace('sesame', '…')} is refused, and no password is repeated`, async () => {
    await assert.rejects(openDatabase({ url, masterKey: new Uint8Array(32) }), (error) => {
      assert.ok(error instanceof ConfigurationError);
      assert.equal(error.setting, 'GRANTRY_DATABASE');
      assert.match(error.message, message);
      assert.doesNotMatch(error.message, /sesame/);
      return true;
    });
  });
}

import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ConfigurationError } from '../../protocol/configuration-error.ts';
import { parseMasterKey, readOrCreateMasterKey } from './master-key.ts';

const directory = mkdtempSync(join(tmpdir(), 'grantry-master-key-'));
after(() => rmSync(directory, { recursive: true, force: true }));

const key = Buffer.from(Array.from({ length: 32 }, (_, index) => index * 8 + 3));
for (const text of [
  key.toString('hex'),
  key.toString('hex').toUpperCase(),
  key.toString('base64'),
  key.toString('base64url'),
  ` ${key.toString('base64')}\n`,
]) {
  test(`${text.trim()} is read`, () => assert.deepEqual(Buffer.from(parseMasterKey('GRANTRY_MASTER_KEY', text)), key));
}

for (const text of ['', 'sesame', key.toString('hex').slice(1), `${key.toString('base64')}AAAA`, 'z'.repeat(64)]) {
  test(`a key of ${text.length} letters that is none is refused, and not repeated`, () => {
    assert.throws(
      () => parseMasterKey('GRANTRY_MASTER_KEY', text),
      (error) => {
        assert.ok(error instanceof ConfigurationError);
        assert.match(error.message, /^GRANTRY_MASTER_KEY: found text of \d+ letters; accepted: 32 bytes/);
        assert.ok(text === '' || !error.message.includes(text));
        return true;
      },
    );
  });
}

test('a key is made once, for its owner only, and read from then on', () => {
  const path = join(directory, 'made/master.key');
  const made = readOrCreateMasterKey(path);
  assert.equal(made.isNew, true);
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.deepEqual(readdirSync(join(directory, 'made')), ['master.key']);
  assert.deepEqual(readOrCreateMasterKey(path), { masterKey: made.masterKey, isNew: false });
  assert.equal(readFileSync(path, 'utf8').trim(), Buffer.from(made.masterKey).toString('base64'));
});

test('a file without a key is refused, and not replaced', () => {
  const path = join(directory, 'broken.key');
  writeFileSync(path, 'half a ke');
  assert.throws(() => readOrCreateMasterKey(path), ConfigurationError);
  assert.equal(readFileSync(path, 'utf8'), 'half a ke');
});

test('a key that cannot be read is refused, and not replaced', () => {
  const path = join(directory, 'folder.key');
  readOrCreateMasterKey(join(path, 'inside'));
  chmodSync(path, 0o755);
  assert.throws(() => readOrCreateMasterKey(path), ConfigurationError);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findUrlFault } from './public-url.ts';

const refused = [
  'https://127.0.0.1/x',
  'https://2130706433/',
  'https://0x7f.1/',
  'https://0177.0.0.1/',
  'https://127.1/',
  'https://0/',
  'https://[::1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:a9fe:a9fe]/latest/meta-data',
  'https://[fd00::1]/',
  'https://169.254.169.254/latest/meta-data',
  'https://10.0.0.1:8443/x',
  'https://localhost/x',
  'https://LOCALHOST/x',
  'https://１２７.0.0.1/',
  'http://example.com/x',
  'https://user@example.com/x',
  'https://user:password@example.com/x',
  'https://example.com@127.0.0.1/',
  'https://example.com/#x',
  'ftp://example.com/x',
  'file:///etc/passwd',
  '//example.com/x',
  'example.com',
  '',
  `https://example.com/${'x'.repeat(2048)}`,
];

for (const url of refused) test(`refused: ${url.slice(0, 60)}`, () => assert.notEqual(findUrlFault(url, false), undefined));

for (const url of [
  'https://example.com/hook?key=1',
  'https://8.8.8.8:8443/',
  'https://[2606:4700:4700::1111]/',
  'https://hooks.local.example/',
]) {
  test(`taken: ${url}`, () => assert.equal(findUrlFault(url, false), undefined));
}

test('an operator who allows private addresses allows plain HTTP, but no credentials', () => {
  assert.equal(findUrlFault('http://127.0.0.1:9000/x', true), undefined);
  assert.notEqual(findUrlFault('http://user@127.0.0.1:9000/x', true), undefined);
  assert.notEqual(findUrlFault('ftp://127.0.0.1/x', true), undefined);
});

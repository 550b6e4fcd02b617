import assert from 'node:assert/strict';
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { readKeyBytes, readPem } from './read-pem.ts';
import { writeOpenSsh } from './testing/write-open-ssh.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pkcs1 = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const der = privateKey.export({ type: 'pkcs8', format: 'der' });

const forms: readonly (readonly [title: string, key: string])[] = [
  ['PKCS#1, what GitHub hands out', pkcs1],
  ['PKCS#8', pkcs8],
  ['OpenSSH', writeOpenSsh(privateKey)],
  ['newlines spelled out', pkcs1.replaceAll('\n', '\\n')],
  ['newlines of Windows', pkcs1.replaceAll('\n', '\r\n')],
  ['newlines of Windows spelled out', pkcs1.replaceAll('\n', '\\r\\n')],
  ['indented', pkcs1.replaceAll('\n', '\n    ')],
  ['blank lines before it', `\n\n${pkcs1}`],
  ['one line without newlines', pkcs1.replaceAll('\n', '')],
  ['in double quotes', JSON.stringify(pkcs1)],
  ['in single quotes', `'${pkcs8}'`],
  ['base64 of the file', Buffer.from(pkcs1).toString('base64')],
  [
    'base64 of the file, in lines',
    (
      Buffer.from(pkcs8)
        .toString('base64')
        .match(/.{1,76}/g) ?? []
    ).join('\n'),
  ],
  ['base64 of the DER', der.toString('base64')],
  ['a mark of UTF-8 before it', `\uFEFF${pkcs1}`],
];

for (const [title, key] of forms) {
  test(`a private key is read: ${title}`, () => assert.deepEqual(Buffer.from(readPem(key)), der));
}

test('a private key is read: the bytes of both files, and DER of both kinds', () => {
  for (const bytes of [Buffer.from(pkcs1), Buffer.from(pkcs8), der, privateKey.export({ type: 'pkcs1', format: 'der' })])
    assert.deepEqual(Buffer.from(readKeyBytes(new Uint8Array(bytes))), der);
});

test('RFC 5208 §5: what is wrapped is what node:crypto reads', () => {
  const read = createPrivateKey({ key: Buffer.from(readPem(pkcs1)), format: 'der', type: 'pkcs8' });
  assert.ok(read.equals(privateKey));
});

const other = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const body = pkcs1.split('\n').slice(1, 4).join('\n');

const refusals: readonly (readonly [title: string, key: string, says: RegExp])[] = [
  ['nothing', ' ', /it is empty/],
  [
    'only the first line',
    '-----BEGIN RSA PRIVATE KEY-----',
    /^Error: The 'privateKey` option contains only the first line '-----BEGIN RSA PRIVATE KEY-----'\. If you are setting it using a `\.env` file, make sure it is set on a single line with newlines replaced by '\n'$/,
  ],
  ['a key that was cut off', pkcs1.slice(0, 400), /its "-----END RSA PRIVATE KEY-----" line is missing: it was cut off/],
  ['a path', './app.private-key.pem', /it looks like the path of a file/],
  ['a public key', other.publicKey.export({ type: 'spki', format: 'pem' }).toString(), /it holds a PUBLIC KEY/],
  ['a key that is not RSA', other.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), /it is no RSA key/],
  [
    'an encrypted key',
    privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString(),
    /it is encrypted/,
  ],
  [
    'an OpenSSH key with a passphrase',
    writeOpenSsh(privateKey, 'aes256-ctr'),
    /^Error: \[universal-github-app-jwt\] Private Key is in OpenSSH format, but only PKCS#8 is supported\. .*It is encrypted/,
  ],
  ['an OpenSSH key of another type', writeOpenSsh(privateKey, 'none', 'ssh-ed25519'), /It is a key of type ssh-ed25519/],
  ['lines missing in the middle', pkcs1.replace(body, ''), /it is damaged/],
  ['characters that are not base64', pkcs1.replace(body, '%%%%'), /it is damaged: .* is not base64/],
  ['a password', 'hunter2-hunter2-hunter2', /23 characters were found/],
];

for (const [title, key, says] of refusals) {
  test(`what is no usable key is described, and not shown: ${title}`, () => {
    assert.throws(
      () => readPem(key),
      (error: unknown) => {
        assert.match(String(error), says);
        assert.ok(!String(error).includes('hunter2') && !String(error).includes(body.slice(0, 12)));
        return true;
      },
    );
  });
}

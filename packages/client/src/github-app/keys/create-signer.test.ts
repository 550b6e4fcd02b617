import assert from 'node:assert/strict';
import { generateKeyPairSync, verify, webcrypto } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { createSigner } from './create-signer.ts';
import { writeOpenSsh } from './testing/write-open-ssh.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pkcs1 = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const bytes = new TextEncoder().encode('what is signed');

const withoutNode = ({ mock }: TestContext): unknown => mock.method(process, 'getBuiltinModule', () => undefined);

const isGood = (signature: Uint8Array): boolean => verify('sha256', bytes, publicKey, signature);

test('on Node a signature is made in the same turn', async () => {
  const sign = createSigner(pkcs1);
  assert.ok(typeof sign === 'function');
  const signature = sign(bytes);
  assert.ok(signature instanceof Uint8Array && isGood(signature));
});

const texts: readonly (readonly [string, string])[] = [
  ['PKCS#1', pkcs1],
  ['PKCS#8', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()],
  ['OpenSSH', writeOpenSsh(privateKey)],
];

for (const [title, text] of texts) {
  test(`where there is no node:crypto, WebCrypto signs: ${title}`, async (context) => {
    withoutNode(context);
    const sign = await createSigner(text);
    assert.ok(isGood(await sign(bytes)));
  });
}

test('a CryptoKey and a KeyObject are used as they are', async () => {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' });
  const key = await webcrypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']);
  for (const given of [key, privateKey]) assert.ok(isGood(await (await createSigner(given))(bytes)));
});

test('a key for something else is refused with what it is for', async () => {
  const { privateKey: forDecryption } = await webcrypto.subtle.generateKey(
    { name: 'RSA-OAEP', modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1), hash: 'SHA-256' },
    false,
    ['encrypt', 'decrypt'],
  );
  assert.throws(() => createSigner(forDecryption), /the CryptoKey is for RSA-OAEP and decrypt/);
  assert.throws(() => createSigner(publicKey), /the object given is no RSA private key/);
  assert.throws(() => createSigner(5 as never), /a number was given/);
});

import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { json } from 'node:stream/consumers';
import { after, test } from 'node:test';
import Fastify from 'fastify';
import { makeCertificate } from '../../../test/support/client-certificates.ts';
import { temporaryFolder } from '../../../test/support/temporary-folder.ts';
import { ConfigurationError } from '../../protocol/configuration-error.ts';
import { epochSeconds } from '../../protocol/units.ts';
import { createClientCertificates } from './find-client-certificate.ts';
import { loadClientCertificates } from './load-client-certificates.ts';
import { makeTrustedProxyTest } from './trusted-proxy.ts';

const folder = temporaryFolder('client-certificate');
after(() => folder[Symbol.dispose]());
const authority = makeCertificate(folder.path, 'authority', { subject: '/CN=Authority', isAuthority: true });
const below = makeCertificate(folder.path, 'below', { subject: '/CN=Below', issuer: authority, isAuthority: true });
const subject = '/O=Example, Inc/CN=app';
const alternativeNames = 'DNS:a.example.com,URI:https://b.example.com/';
const { cert } = makeCertificate(folder.path, 'client', { subject, alternativeNames, issuer: below });

const x509 = (file: string): X509Certificate => new X509Certificate(readFileSync(file));
const base64 = (file: string): string => x509(file).raw.toString('base64');
const now = epochSeconds(Math.floor(Date.now() / 1000));

async function find(headers: Record<string, string | string[]>, trustProxy: boolean | string = 'loopback', at = now): Promise<unknown> {
  const settings = { trustProxy, fromTls: false, header: 'Client-Cert', authorities: [x509(authority.cert)] };
  const certificates = createClientCertificates(settings, () => at);
  await using app = Fastify();
  app.get('/', async (received) => {
    const found = certificates.find(received);
    return { ...found, publicKey: found?.publicKey?.kty, isTrusted: await found?.isTrusted() };
  });
  // Node's own client, since others join headers of one name.
  const [answer] = await once(request(await app.listen({ host: '127.0.0.1', port: 0 }), { headers, agent: false }).end(), 'response');
  return json(answer);
}

const expected = {
  thumbprint: Buffer.from(x509(cert).fingerprint256.replaceAll(':', ''), 'hex').toString('base64url'),
  subject: 'CN=app,O=Example\\, Inc',
  dnsNames: ['a.example.com'],
  uris: ['https://b.example.com/'],
  ipAddresses: [],
  emails: [],
  publicKey: 'EC',
  isTimely: true,
};

const spellings: readonly (readonly [clause: string, title: string, value: string])[] = [
  ['RFC 9440 §2.1', 'a byte sequence', `:${base64(cert)}:`],
  ['nginx', 'URL-encoded PEM', encodeURIComponent(readFileSync(cert, 'utf8'))],
  ['Traefik', 'bare base64', base64(cert)],
];
for (const [clause, title, value] of spellings) {
  test(`${clause}: a trusted proxy passes the certificate on as ${title}`, async () => {
    assert.deepEqual(await find({ 'client-cert': value }), { ...expected, isTrusted: false });
  });
}

test('RFC 9440 §2.3: the chain comes in a header of its own', async () => {
  const chain = `:${base64(below.cert)}:, :${base64(authority.cert)}:`;
  assert.deepEqual(await find({ 'client-cert': `:${base64(cert)}:`, 'client-cert-chain': chain }), { ...expected, isTrusted: true });
});

test('RFC 5280 §4.1.2.5: a certificate is not timely before and after its time', async () => {
  for (const at of [now - 86_400, now + 3 * 86_400]) {
    const found = (await find({ 'client-cert': `:${base64(cert)}:` }, 'loopback', epochSeconds(at))) as typeof expected;
    assert.equal(found.isTimely, false);
  }
});

for (const [title, headers] of [
  ['no header', {}],
  ['text', { 'client-cert': 'text' }],
  ['half of a certificate', { 'client-cert': `:${base64(cert).slice(0, 400)}:` }],
  [
    'a certificate with something after it',
    { 'client-cert': encodeURIComponent(`${readFileSync(cert, 'utf8')}${readFileSync(cert, 'utf8')}`) },
  ],
  ['a text that is not URL-encoded', { 'client-cert': '%' }],
  ['two headers', { 'client-cert': [`:${base64(cert)}:`, `:${base64(cert)}:`] }],
] as const) {
  test(`RFC 9440 §2.1: ${title} is no certificate`, async () => assert.deepEqual(await find({ ...headers } as Record<string, string>), {}));
}

test('RFC 9440 §4: a header of somebody who is no trusted proxy is nothing', async () => {
  assert.deepEqual(await find({ 'client-cert': `:${base64(cert)}:` }, '10.0.0.0/8'), {});
  assert.deepEqual(await find({ 'client-cert': `:${base64(cert)}:` }, false), {});
});

const pem = (...files: string[]): string => files.map((file) => readFileSync(file, 'utf8')).join('\n');
const handedOn = createClientCertificates(
  { trustProxy: false, fromTls: false, header: undefined, authorities: [x509(authority.cert)] },
  () => now,
);

const paths: readonly (readonly [title: string, path: readonly string[], isTrusted: boolean])[] = [
  ['the certificate, what is between, and the authority', [pem(cert), pem(below.cert), pem(authority.cert)], true],
  ['what is between alone', [pem(below.cert)], true],
  ['all in one text', [pem(cert, below.cert, authority.cert)], true],
  ['the wrong way round', [pem(authority.cert), pem(below.cert), pem(cert)], true],
  ['nothing', [], false],
  ['the authority alone', [pem(authority.cert)], false],
  ['text', ['text'], false],
];
for (const [title, path, isTrusted] of paths) {
  test(`seed 002 §2.1: a certificate that is handed on with a path of ${title} is ${isTrusted ? '' : 'not '}trusted`, async () => {
    const found = handedOn.read(pem(cert), path);
    assert.equal(found?.thumbprint, expected.thumbprint);
    assert.equal(await found.isTrusted(), isTrusted);
  });
}

test('seed 002 §2.1: text that is no certificate, or more than one, is none', () => {
  const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----';
  for (const text of ['', 'text', broken, pem(cert, below.cert), base64(cert)]) assert.equal(handedOn.read(text, []), undefined);
});

const proxies: readonly (readonly [trustProxy: boolean | string, address: string | undefined, isTrusted: boolean])[] = [
  [false, '127.0.0.1', false],
  ['loopback', '127.0.0.1', true],
  ['loopback', '::1', true],
  ['loopback', '::ffff:127.0.0.1', true],
  ['loopback', '10.0.0.1', false],
  ['10.0.0.0/8,192.0.2.7', '10.9.9.9', true],
  ['10.0.0.0/8,192.0.2.7', '192.0.2.7', true],
  ['10.0.0.0/8, 192.0.2.7', '192.0.2.8', false],
  ['2001:db8::/32', '2001:db8::7', true],
  ['uniquelocal', 'fd00::1', true],
  ['loopback', undefined, false],
  ['loopback', 'text', false],
];
for (const [trustProxy, address, isTrusted] of proxies) {
  test(`${address} is ${isTrusted ? '' : 'not '}trusted by ${trustProxy}`, () =>
    assert.equal(makeTrustedProxyTest(trustProxy)(address), isTrusted));
}

test('a header that anybody could send is refused at the start, and so is a file without authorities', () => {
  for (const trustProxy of [true, false]) {
    assert.throws(
      () => loadClientCertificates({ tlsClientCertificateHeader: 'Client-Cert' }, { trustProxy, hasTls: false }),
      (error) => error instanceof ConfigurationError && error.setting === 'GRANTRY_TLS_CLIENT_CERTIFICATE_HEADER',
    );
  }
  assert.throws(
    () => loadClientCertificates({ tlsClientCaFile: '/nowhere.pem' }, { trustProxy: false, hasTls: true }),
    (error) => error instanceof ConfigurationError && error.setting === 'GRANTRY_TLS_CLIENT_CA_FILE',
  );
});

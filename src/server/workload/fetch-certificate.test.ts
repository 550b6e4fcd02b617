import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { Lookup } from '../../broker/outbound/public-lookup.ts';
import { certificateLimits } from '../../identity/workload/ports.ts';
import { fetchCertificateWith } from './fetch-certificate.ts';

const answers: Readonly<Record<string, readonly [status: number, body: Buffer]>> = {
  '/issuer.crt': [200, Buffer.from('certificate')],
  '/long': [200, Buffer.alloc(certificateLimits.bytes + 1)],
  '/longest': [200, Buffer.alloc(certificateLimits.bytes)],
  '/moved': [302, Buffer.alloc(0)],
  '/gone': [404, Buffer.from('gone')],
};
const asked: (string | undefined)[] = [];
const server = createServer(({ url = '', headers }, response) => {
  asked.push(headers.host);
  const [status, body] = answers[url] ?? [500, Buffer.alloc(0)];
  response.writeHead(status, { location: '/issuer.crt' }).end(body);
});
let port: number;

before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port; // a TCP server's address is no string
});
after(() => server.close());

/** Answers every name with these addresses. */
const leadingTo =
  (...addresses: readonly string[]): Lookup =>
  (_name, _options, done) =>
    done(
      null,
      addresses.map((address) => ({ address, family: 4 })),
    );
const url = (path: string): string => `http://cacerts.example:${port}${path}`;

test('the address that was looked up is dialled, under its name', async () => {
  const fetchCertificate = fetchCertificateWith(leadingTo('127.0.0.1'), () => false);
  assert.equal(Buffer.from((await fetchCertificate(url('/issuer.crt'))) ?? []).toString(), 'certificate');
  assert.deepEqual(asked.splice(0), [`cacerts.example:${port}`]);
});

test('what is too long, elsewhere or not there is not had', async () => {
  const fetchCertificate = fetchCertificateWith(leadingTo('127.0.0.1'), () => false);
  assert.equal((await fetchCertificate(url('/longest')))?.length, certificateLimits.bytes);
  for (const path of ['/long', '/moved', '/gone']) assert.equal(await fetchCertificate(url(path)), undefined, path);
  assert.equal(asked.splice(0).length, 4, 'no redirect is followed');
});

test('DESIGN §11: private addresses are not dialled, whatever name leads there', async () => {
  for (const addresses of [['127.0.0.1'], ['169.254.169.254'], ['93.184.216.34', '10.0.0.1'], []]) {
    assert.equal(await fetchCertificateWith(leadingTo(...addresses))(url('/issuer.crt')), undefined, addresses.join());
  }
  for (const host of ['127.0.0.1', '[::1]', '[::ffff:7f00:1]']) {
    assert.equal(await fetchCertificateWith()(`http://${host}:${port}/issuer.crt`), undefined);
  }
  assert.deepEqual(asked, []);
});

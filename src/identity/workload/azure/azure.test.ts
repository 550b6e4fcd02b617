import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { epochSeconds } from '../../../protocol/units.ts';
import { issueCertificate, signAzureDocument, type TestCertificate } from '../../testing/certificates.ts';
import { trustingNobody } from '../../testing/open-test-identity.ts';
import type { Workload } from '../ports.ts';
import { azure } from './azure.ts';
import { hasExpired } from './has-expired.ts';
import { issuerUrl } from './issuer-url.ts';

const now = epochSeconds(Date.parse('2026-11-21T12:00:00Z') / 1000);
const vmId = '5c08b38e-4d57-4c23-ac45-aca61037f084';
const timeStamp = { createdOn: '11/21/26 09:00:00 -0000', expiresOn: '11/21/26 15:00:00 -0000' };
const document = JSON.stringify({ vmId: vmId.toUpperCase(), timeStamp });
const microsoft = 'http://www.microsoft.com/pkiops/certs/issuing.crt';

let root: TestCertificate;
let intermediate: TestCertificate;
let signer: TestCertificate;

before(async () => {
  root = await issueCertificate({ name: 'Test Root', isAuthority: true });
  intermediate = await issueCertificate({ name: 'Test Issuing CA', issuer: root, isAuthority: true });
  signer = await issueCertificate({ name: 'westeurope.metadata.azure.com', issuer: intermediate, issuerUrl: microsoft });
});

interface Case {
  readonly content?: string;
  readonly signers?: readonly TestCertificate[];
  readonly bundled?: readonly TestCertificate[];
  readonly encoding?: string;
  readonly fetched?: Workload['fetchCertificate'];
  readonly roots?: readonly TestCertificate[];
  readonly tamper?: (message: Buffer) => Buffer;
}

/** Has a message checked; what came of it in a word or a sentence. */
async function verify({ content = document, signers = [signer], bundled = [intermediate], ...rest }: Case = {}): Promise<string> {
  const { encoding = 'pkcs7', fetched = trustingNobody.fetchCertificate, roots = [root], tamper = (message) => message } = rest;
  const message = tamper(Buffer.from(await signAzureDocument(content, signers, bundled), 'base64'));
  const trust = { ...trustingNobody.trust, azureRoots: roots.map(({ x509 }) => x509) };
  const workload = { ...trustingNobody, trust, fetchCertificate: fetched };
  const verification = await azure.verify(workload, { signature: message.toString('base64'), encoding }, now);
  if (verification.outcome === 'refused') return `${verification.why}: ${verification.words}`;
  assert.ok('instanceId' in verification.workload);
  return verification.workload.instanceId;
}

test('J.1 Azure: a document that leads to a root by the certificates in it proves its vmId', async () => {
  assert.equal(await verify(), vmId);
});

test('J.1 Azure: the issuer’s certificate is fetched if the message does not bring it', async () => {
  const asked: string[] = [];
  const fetched = async (url: string) => {
    asked.push(url);
    return new Uint8Array(intermediate.x509.raw);
  };
  assert.equal(await verify({ bundled: [], fetched }), vmId);
  assert.deepEqual(asked, [microsoft]);
  assert.match(await verify({ bundled: [] }), /^untrusted: No root/);
  assert.match(await verify({ bundled: [], fetched: async () => new Uint8Array([1, 2, 3]) }), /^untrusted: No root/);
});

test('J.2 Azure: what is wrong is untrusted', async (t) => {
  const other = await issueCertificate({ name: 'Other Root', isAuthority: true });
  const byOther = await issueCertificate({ name: 'metadata.azure.com', issuer: other });
  const wrongName = await issueCertificate({ name: 'metadata.azure.com.example.org', issuer: intermediate });
  const expired = await issueCertificate({ name: 'metadata.azure.us', issuer: intermediate, to: new Date('2026-11-20') });
  const early = await issueCertificate({ name: 'metadata.azure.us', issuer: intermediate, from: new Date('2026-11-22') });
  const notAuthority = await issueCertificate({ name: 'Leaf', issuer: root });
  const byLeaf = await issueCertificate({ name: 'metadata.azure.cn', issuer: notAuthority });
  const stale = JSON.stringify({ vmId, timeStamp: { ...timeStamp, expiresOn: '11/21/26 11:59:59 -0000' } });
  const cases: readonly (readonly [title: string, Case, RegExp])[] = [
    ['another root', { signers: [byOther], bundled: [other] }, /^untrusted: No root/],
    ['another name', { signers: [wrongName] }, /^untrusted: The document was signed by "metadata.azure.com.example.org"/],
    ['an expired certificate', { signers: [expired] }, /^untrusted: No root/],
    ['a certificate of the future', { signers: [early] }, /^untrusted: No root/],
    ['an issuer that is no authority', { signers: [byLeaf], bundled: [notAuthority] }, /^untrusted: No root/],
    ['two signers', { signers: [signer, signer] }, /^untrusted: The document is not valid: it must have one signer/],
    ['no signer', { signers: [] }, /^untrusted: The document is not valid/],
    ['a changed vmId', { tamper: (message) => Buffer.from(message.toString('latin1').replace('5C08', '6C08'), 'latin1') }, /^untrusted/],
    ['a cut message', { tamper: (message) => message.subarray(0, 200) }, /^untrusted/],
    ['something else', { tamper: () => Buffer.from('MII') }, /^untrusted: The document is not valid/],
    ['a document that has expired', { content: stale }, /^untrusted: The document has expired/],
    ['no root at all', { roots: [] }, /^untrusted: No root/],
  ];
  for (const [title, each, expected] of cases) await t.test(title, async () => assert.match(await verify(each), expected));
});

test('J.2 Azure: authorities that vouch for one another lead nowhere, and soon', async () => {
  const first = await issueCertificate({ name: 'First', isAuthority: true });
  const second = await issueCertificate({ name: 'Second', issuer: first, isAuthority: true });
  const cross = await issueCertificate({ name: 'First', issuer: second, isAuthority: true, keys: first.keys });
  const leaf = await issueCertificate({ name: 'metadata.azure.com', issuer: second });
  assert.match(await verify({ signers: [leaf], bundled: [second, cross] }), /^untrusted: No root/);
});

test('no changed or made-up message proves another machine, or throws', async () => {
  const message = Buffer.from(await signAzureDocument(document, [signer], [intermediate]), 'base64');
  const trust = { ...trustingNobody.trust, azureRoots: [root.x509] };
  const proven = async (bytes: Uint8Array): Promise<string | undefined> => {
    const signature = Buffer.from(bytes).toString('base64');
    const verification = await azure.verify({ ...trustingNobody, trust }, { signature, encoding: 'pkcs7' }, now);
    return verification.outcome === 'proven' && 'instanceId' in verification.workload ? verification.workload.instanceId : undefined;
  };
  assert.equal(await proven(message), vmId);
  const changed = fc.record({ at: fc.nat(message.length - 1), flip: fc.integer({ min: 1, max: 255 }) }).map(({ at, flip }) => {
    const bytes = Buffer.from(message);
    bytes[at] = (bytes[at] ?? 0) ^ flip;
    return bytes;
  });
  // A byte that the signature does not cover may change; who the machine is may not.
  await fc.assert(
    fc.asyncProperty(changed, async (bytes) => assert.equal((await proven(bytes)) ?? vmId, vmId)),
    { numRuns: 150 },
  );
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => assert.equal(await proven(bytes), undefined)),
    { numRuns: 200 },
  );
  const nested = Buffer.concat(Array(20_000).fill(Buffer.from([0x30, 0x80])));
  assert.equal(await proven(nested), undefined);
});

test('the operator may trust the signer itself', async () => {
  const alone = await issueCertificate({ name: 'metadata.microsoftazure.de' });
  assert.equal(await verify({ signers: [alone], bundled: [], roots: [alone] }), vmId);
});

test('spec §7: a document without vmId, and another encoding, are malformed', async () => {
  for (const content of ['[]', 'x', '{}', '{"vmId":7}', '{"vmId":" "}'])
    assert.match(await verify({ content }), /^malformed: .*vmId/, content);
  assert.match(await verify({ encoding: 'pem' }), /^malformed: The encoding/);
});

test('a time stamp says when the document is over', () => {
  assert.equal(hasExpired(undefined, now), false);
  assert.equal(hasExpired(timeStamp, now), false);
  assert.equal(hasExpired({ expiresOn: '11/21/26 12:00:00 -0000' }, now), true);
  for (const unreadable of [null, 7, {}, { expiresOn: '2026-11-22' }, { expiresOn: '13/32/26 99:00:00 -0000' }])
    assert.ok(hasExpired(unreadable, now));
});

test('spec §7: issuers are fetched from Microsoft and DigiCert only, on their ports', () => {
  const cases: readonly (readonly [url: string, isAsked: boolean])[] = [
    [microsoft, true],
    ['http://cacerts.digicert.com/DigiCertGlobalRootG2.crt', true],
    ['https://www.microsoft.com:443/x.crt', true],
    ['http://www.microsoft.com:80/x.crt', true],
    ['http://www.microsoft.com:8080/x.crt', false],
    ['http://www.microsoft.com.example.org/x.crt', false],
    ['http://user@www.microsoft.com/x.crt', false],
    ['http://169.254.169.254/latest', false],
    ['ftp://www.microsoft.com/x.crt', false],
    ['nonsense', false],
  ];
  for (const [url, isAsked] of cases) {
    assert.equal(issuerUrl({ infoAccess: `OCSP - URI:${microsoft}\nCA Issuers - URI:${url}\n` }), isAsked ? url : undefined, url);
  }
});

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { epochSeconds } from '../../protocol/units.ts';
import { issueCertificate, signAwsDocument, type TestCertificate } from '../testing/certificates.ts';
import { trustingNobody } from '../testing/open-test-identity.ts';
import { aws } from './aws.ts';

const now = epochSeconds(Date.parse('2026-11-21T12:00:00Z') / 1000);
const document = JSON.stringify({ accountId: '123456789012', region: 'eu-central-1', instanceId: 'i-0abc' }, undefined, 2);

let frankfurt: TestCertificate;
let paris: TestCertificate;

before(async () => {
  frankfurt = await issueCertificate({ name: 'Frankfurt' });
  paris = await issueCertificate({ name: 'Paris' });
});

async function verify(text: string, signature: string, known: readonly TestCertificate[] = [paris, frankfurt]) {
  const trust = { ...trustingNobody.trust, awsCertificates: known.map(({ x509 }) => x509) };
  return aws.verify({ ...trustingNobody, trust }, { document: text, signature }, now);
}

const outcome = async (...input: Parameters<typeof verify>): Promise<string> => {
  const verification = await verify(...input);
  return verification.outcome === 'refused' ? verification.why : verification.outcome;
};

test('J.1 AWS: a document signed by any of the regions’ certificates proves its instanceId', async () => {
  for (const signer of [frankfurt, paris]) {
    assert.deepEqual(await verify(document, signAwsDocument(document, signer)), {
      outcome: 'proven',
      workload: { platform: 'aws', instanceId: 'i-0abc' },
    });
  }
  const inLines = signAwsDocument(document, paris).replaceAll(/.{64}/g, '$&\n');
  assert.equal(await outcome(document, inLines), 'proven');
});

test('J.2 AWS: a signature that does not fit is untrusted', async (t) => {
  const expired = await issueCertificate({ name: 'Old', to: new Date('2026-11-20') });
  const signature = signAwsDocument(document, frankfurt);
  const cases: Readonly<Record<string, Parameters<typeof verify>>> = {
    'another document': [document.replace('0abc', '0abd'), signature],
    'a space more': [`${document} `, signature],
    'a certificate nobody configured': [document, signature, [paris]],
    'a certificate that has expired': [document, signAwsDocument(document, expired), [expired]],
    'no signature': [document, ''],
    'no base64': [document, '☃'],
  };
  for (const [title, input] of Object.entries(cases)) {
    await t.test(title, async () => assert.equal(await outcome(...input), 'untrusted'));
  }
});

test('spec §7: without certificates the answer says what to configure', async () => {
  const verification = await verify(document, '', []);
  assert.match(verification.outcome === 'refused' ? verification.words : '', /GRANTRY_WORKLOAD_AWS_CERTIFICATES/);
});

test('spec §7: a document that is signed and says no instance is malformed', async () => {
  for (const text of ['', 'x', '[]', '{}', '{"instanceId":1}', '{"instanceId":""}']) {
    assert.equal(await outcome(text, signAwsDocument(text, paris)), 'malformed', text);
  }
});

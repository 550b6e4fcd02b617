import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { rootCertificates } from 'node:tls';
import { temporaryFolder } from '../../../test/support/temporary-folder.ts';
import { defaultWorkloadSettings, loadWorkloadTrust } from './create-workload.ts';

const url = 'https://auth.example';
const [first = '', second = ''] = rootCertificates;

test('without settings nobody but Google is trusted, and Node’s roots are', () => {
  const trust = loadWorkloadTrust(defaultWorkloadSettings, url);
  assert.deepEqual([trust.awsCertificates, trust.issuers], [[], []]);
  assert.equal(trust.azureRoots.length, rootCertificates.length);
  assert.deepEqual(trust.google.audiences, [url, url, 'coder']);
});

test('certificates are read from PEM files, with whatever stands between them', () => {
  using folder = temporaryFolder('trust');
  const path = join(folder.path, 'certificates.pem');
  writeFileSync(path, `Frankfurt\n${first}\nParis\n${second}\n`);
  const trust = loadWorkloadTrust({ ...defaultWorkloadSettings, workloadAwsCertificates: path, workloadAzureRoots: path }, url);
  assert.equal(trust.awsCertificates.length, 2);
  assert.equal(trust.azureRoots.length, 2);
});

test('an issuer has the deployment’s audience unless it has its own', () => {
  const issuer = { issuer: 'https://ci.example', audience: undefined, jwksUri: undefined };
  const workloadIssuers = [issuer, { ...issuer, issuer: 'https://kube.example', audience: 'ours' }];
  const audiences = (workloadAudience?: string): readonly string[] =>
    loadWorkloadTrust({ ...defaultWorkloadSettings, workloadAudience, workloadIssuers }, url).issuers.map(({ audience }) => audience);
  assert.deepEqual(audiences(), [url, 'ours']);
  assert.deepEqual(audiences('https://grantry'), ['https://grantry', 'ours']);
});

test('a file that cannot be used is named with its setting', () => {
  using folder = temporaryFolder('trust');
  const path = join(folder.path, 'certificates.pem');
  const load = (text: string): (() => unknown) => {
    writeFileSync(path, text);
    return () => loadWorkloadTrust({ ...defaultWorkloadSettings, workloadAwsCertificates: path }, url);
  };
  assert.throws(load(''), /GRANTRY_WORKLOAD_AWS_CERTIFICATES.*there is no certificate/);
  assert.throws(load('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'), /a certificate cannot be read/);
  assert.throws(
    () => loadWorkloadTrust({ ...defaultWorkloadSettings, workloadAzureRoots: join(folder.path, 'missing') }, url),
    /GRANTRY_WORKLOAD_AZURE_ROOTS.*cannot be read/,
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { issueCertificate } from '../../identity/testing/certificates.ts';
import { isAuthorityCertificate } from './is-authority-certificate.ts';

test('RFC 5280 §4.2.1.9: an authority is what says that it is one', async () => {
  const root = await issueCertificate({ name: 'Root', isAuthority: true });
  const below = await issueCertificate({ name: 'Below', issuer: root, isAuthority: true });
  const leaf = await issueCertificate({ name: 'Leaf', issuer: root });
  const cases: readonly (readonly [title: string, text: string, isAuthority: boolean])[] = [
    ['a root', root.pem, true],
    ['text around it', `Root of us\n${root.pem}\n`, true],
    ['an authority below another', below.pem, true],
    ['a certificate of nobody’s', leaf.pem, false],
    ['two', root.pem + below.pem, false],
    ['nothing', '', false],
    ['text', 'root', false],
    ['half of one', root.pem.slice(0, 200), false],
    ['bare base64', root.x509.raw.toString('base64'), false],
    ['something else in PEM', root.x509.publicKey.export({ type: 'spki', format: 'pem' }).toString(), false],
  ];
  for (const [title, text, expected] of cases) assert.equal(isAuthorityCertificate(text), expected, title);
});

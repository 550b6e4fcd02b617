import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CertificateSupport, certificateSupport } from '../metadata/client-auth-metadata.ts';
import type { ClientCertificate } from '../model/client-certificate.ts';
import { plainOfferRules } from '../model/offer-rules.ts';
import type { Service } from '../model/service.ts';
import { openEngine } from '../testing/open-engine.ts';
import { validService } from '../testing/records.ts';
import { authenticateClient } from './authenticate-client.ts';
import { trustedRootsOf } from './trusted-roots.ts';

const ownRules = { ...plainOfferRules, trustedRootsOnly: true, trustedRoots: ['root'] };
const own = { ...validService, offerRules: ownRules };
const atFrontEnd = { ...own, description: { endpoints: { token: 'https://front.example/token' } } };

test('RFC 8705 §2.1: authorities that a service has but does not insist on vouch for nobody', () => {
  assert.equal(trustedRootsOf(validService), undefined);
  assert.equal(trustedRootsOf({ offerRules: { ...ownRules, trustedRootsOnly: false } }), undefined);
  assert.deepEqual(trustedRootsOf(own), ['root']);
});

test('RFC 8705 §2.1: a certificate is asked whether the authorities of the service vouch for it', async () => {
  for (const [offerRules, vouching] of [
    [plainOfferRules, undefined],
    [ownRules, ownRules.trustedRoots],
  ] as const) {
    await using run = await openEngine();
    const certificateSubjects = [{ field: 'tls_client_auth_subject_dn', value: 'CN=app' }] as const;
    const { client } = await run.addClient({ tokenEndpointAuthMethod: 'tls_client_auth', certificateSubjects });
    for (const trusts of [true, false]) {
      const asked: unknown[] = [];
      const certificate: ClientCertificate = {
        thumbprint: 'thumbprint',
        subject: 'CN=app',
        dnsNames: [],
        uris: [],
        ipAddresses: [],
        emails: [],
        publicKey: undefined,
        isTimely: true,
        isTrusted: (roots) => {
          asked.push(roots);
          return trusts;
        },
      };
      const request = { ...run.request({ client_id: client.clientId }), service: { ...run.service, offerRules }, certificate };
      const authenticated = await authenticateClient(run.engine, request, run.engine.clock());
      assert.equal(authenticated instanceof Error, !trusts);
      assert.deepEqual(asked, [vouching]);
    }
  }
});

const supports: readonly (readonly [title: string, service: Service, CertificateSupport, CertificateSupport])[] = [
  [
    'without authorities of its own: as the deployment',
    validService,
    { isAccepted: true, isVouchedFor: false },
    { isAccepted: true, isVouchedFor: false },
  ],
  ['with some: they vouch', own, { isAccepted: true, isVouchedFor: false }, { isAccepted: true, isVouchedFor: true }],
  ['here, where none are asked for', own, { isAccepted: false, isVouchedFor: false }, { isAccepted: false, isVouchedFor: true }],
  ['at its front end', atFrontEnd, { isAccepted: false, isVouchedFor: false }, { isAccepted: true, isVouchedFor: true }],
];

for (const [title, service, here, expected] of supports)
  test(`RFC 8414 §2: what a service makes of certificates ${title}`, () => assert.deepEqual(certificateSupport(service, here), expected));

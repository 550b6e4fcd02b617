import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainOfferRules } from '../model/offer-rules.ts';
import { findTrustedRootsFaults } from './find-trusted-roots-faults.ts';

const isAuthority = (pem: string): boolean => pem.startsWith('authority');

const cases: readonly (readonly [title: string, trustedRootsOnly: boolean, trustedRoots: readonly string[], faults: readonly string[]])[] =
  [
    ['nothing said', false, [], []],
    ['authorities', true, ['authority one', 'authority two'], []],
    ['authorities that nothing is asked of yet', false, ['authority'], []],
    ['no authority to trust', true, [], ['offerRules.trustedRootsOnly needs certificates of authorities beside it']],
    [
      'a certificate that is of no authority',
      true,
      ['authority', 'leaf'],
      ['offerRules.trustedRoots has, at 2, what is not the certificate of one authority in PEM'],
    ],
    ['more text than is kept', true, ['authority'.padEnd(40_000), 'authority'.padEnd(40_000)], ['offerRules.trustedRoots is too long']],
  ];

for (const [title, trustedRootsOnly, trustedRoots, expected] of cases)
  test(`RFC 8705 §2.1: ${title} → ${expected.length === 0 ? 'kept' : 'refused'}`, () => {
    const service = { offerRules: { ...plainOfferRules, trustedRootsOnly, trustedRoots } };
    assert.deepEqual(
      findTrustedRootsFaults(service, isAuthority).map(({ detail }) => detail),
      expected,
    );
  });

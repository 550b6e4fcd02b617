import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trustingNobody } from '../testing/open-test-identity.ts';
import { type AskedIdentity, decideIdentities, decideIdentity, maxIdentities } from './decide-identity.ts';

const issuer = 'https://ci.example';
const trust = { ...trustingNobody.trust, issuers: [{ issuer, audience: 'a', jwksUri: undefined }] };
const oidc: AskedIdentity = { platform: 'oidc', issuer, subject: 'repo:octo/app:*' };
const aws: AskedIdentity = { platform: 'aws', instanceId: 'i-0abc' };

test('instances are known by their ids, in one spelling', () => {
  assert.deepEqual(decideIdentity({ platform: 'azure', instanceId: ' 5C08B38E ' }, trust), { platform: 'azure', instanceId: '5c08b38e' });
});

test('others are known by issuer, subject and claims', () => {
  assert.deepEqual(decideIdentity(oidc, trust), { platform: 'oidc', issuer, subject: 'repo:octo/app:*', claims: undefined });
  const claims = { repository_owner: ['octo'], ref: ['*'] };
  assert.deepEqual(decideIdentity({ platform: 'oidc', issuer, claims }, trust), { platform: 'oidc', issuer, subject: undefined, claims });
});

const refused: readonly (readonly [asked: AskedIdentity, words: RegExp])[] = [
  [{ platform: 'gcp', instanceId: '1' }, /no platform "gcp". There are aws, azure, google, oidc/],
  [{ ...aws, instanceId: undefined }, /id of an instance of AWS is needed/],
  [{ ...aws, instanceId: ' ' }, /id of an instance/],
  [{ ...aws, issuer }, /by their ids alone/],
  [{ ...aws, subject: 'x' }, /by their ids alone/],
  [{ ...aws, claims: {} }, /by their ids alone/],
  [{ ...oidc, instanceId: 'i-1' }, /has no instance id/],
  [{ ...oidc, issuer: undefined }, /An issuer is needed/],
  [{ ...oidc, issuer: `${issuer}/` }, /"https:\/\/ci.example\/" is not trusted here. Those that are: https:\/\/ci.example\./],
  [{ ...oidc, subject: undefined }, /not everybody of the issuer/],
  [{ ...oidc, subject: '' }, /not everybody/],
  [{ ...oidc, subject: '**' }, /not everybody/],
  [{ ...oidc, subject: '*', claims: { ref: ['*'] } }, /not everybody/],
  [{ ...oidc, subject: undefined, claims: { ref: ['main', '*'] } }, /not everybody/],
  [{ ...oidc, claims: { ref: [] } }, /Each claim needs a value/],
];

for (const [asked, words] of refused) {
  test(`${JSON.stringify(asked)} is refused: ${words.source}`, () => {
    const decided = decideIdentity(asked, trust);
    assert.ok('action' in decided && decided.reason === 'invalid' && decided.field === 'identities');
    assert.match(decided.message, words);
  });
}

test('where no issuer is trusted, the refusal says so', () => {
  const decided = decideIdentity(oidc, trustingNobody.trust);
  assert.match('action' in decided ? decided.message : '', /None is\./);
});

test('an agent has some identities, and no more', () => {
  assert.equal(decideIdentities(Array(maxIdentities).fill(aws), trust).constructor, Array);
  assert.ok('action' in decideIdentities(Array(maxIdentities + 1).fill(aws), trust));
  assert.ok('action' in decideIdentities([aws, { ...aws, instanceId: '' }], trust));
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SectorRedirectUris } from '../ports.ts';
import { openEngine } from '../testing/open-engine.ts';
import type { ClientInput } from './client-input.ts';
import { createClient, updateClient } from './manage-clients.ts';

const one = 'https://app.example.com/callback';
const two = 'https://other.example.org/callback';
const sectorIdentifierUri = 'https://sector.example.net/uris.json';
const listing = (...redirectUris: readonly string[]): SectorRedirectUris => ({ outcome: 'found', redirectUris });
const pairwise: ClientInput = { name: 'App', subjectType: 'pairwise' };

const table: readonly (readonly [title: string, input: ClientInput, listed: SectorRedirectUris | undefined, fault: string | undefined])[] =
  [
    ['Core §8.1: redirect URIs at one host', { ...pairwise, redirectUris: [one, `${one}/2`] }, undefined, undefined],
    ['Core §8.1: redirect URIs at two hosts', { ...pairwise, redirectUris: [one, two] }, undefined, 'sector_identifier_uri'],
    [
      '§8.1: an app’s own scheme has no host',
      { ...pairwise, clientType: 'public', redirectUris: ['com.example.app:/cb'] },
      undefined,
      'sector_identifier_uri',
    ],
    ['Core §8.1: public ids need no sector', { name: 'App', redirectUris: [one, two] }, undefined, undefined],
    [
      '§8.1: a URI that lists both',
      { ...pairwise, redirectUris: [one, two], sectorIdentifierUri },
      listing(two, one, 'https://x'),
      undefined,
    ],
    [
      '§8.1: a URI that lists one of two',
      { ...pairwise, redirectUris: [one, two], sectorIdentifierUri },
      listing(one),
      'sector_identifier_uri',
    ],
    [
      'Dynamic Client Registration §5: a URI that does not answer',
      { ...pairwise, redirectUris: [one], sectorIdentifierUri },
      { outcome: 'failed', reason: 'it answered with status 404' },
      'sector_identifier_uri',
    ],
    [
      'Dynamic Client Registration §2: a URI without TLS is not even asked',
      { ...pairwise, redirectUris: [one], sectorIdentifierUri: 'http://sector.example.net/' },
      undefined,
      'sector_identifier_uri',
    ],
    [
      'Dynamic Client Registration §2: a subject type nobody knows',
      { name: 'App', redirectUris: [one], subjectType: 'ephemeral' },
      undefined,
      'subject_type',
    ],
    [
      'Dynamic Client Registration §2: none is no signature',
      { name: 'App', redirectUris: [one], idTokenSignedResponseAlg: 'none' },
      undefined,
      'id_token_signed_response_alg',
    ],
    [
      'Dynamic Client Registration §2: HS256 would need a secret that everybody who verifies can sign with',
      { name: 'App', redirectUris: [one], userinfoSignedResponseAlg: 'HS256' },
      undefined,
      'userinfo_signed_response_alg',
    ],
  ];

for (const [title, input, listed, fault] of table) {
  test(`OpenID Connect ${title}`, async () => {
    await using run = await openEngine();
    const fetchSectorRedirectUris = async (url: string): Promise<SectorRedirectUris> => {
      assert.equal(url, sectorIdentifierUri);
      return listed ?? assert.fail('it was asked');
    };
    const made = await createClient({ ...run.engine, fetchSectorRedirectUris }, { service: run.service, input, createdBy: undefined });
    assert.deepEqual(made.action === 'reject' ? made.faults.map(({ field }) => field) : [], fault === undefined ? [] : [fault]);
  });
}

test('OpenID Connect Dynamic Client Registration §5: other redirect URIs are looked for again; nothing else asks', async () => {
  await using run = await openEngine();
  let listed = listing(one);
  let asked = 0;
  const fetchSectorRedirectUris = async (): Promise<SectorRedirectUris> => {
    asked++;
    return listed;
  };
  const engine = { ...run.engine, fetchSectorRedirectUris };
  const { service } = run;
  const input = { ...pairwise, redirectUris: [one], sectorIdentifierUri };
  const made = await createClient(engine, { service, input, createdBy: undefined });
  assert.ok(made.action === 'save');
  assert.equal(made.client.openIdRules.sector, 'sector.example.net');
  const { clientId } = made.client;
  const change = (changed: ClientInput) => updateClient(engine, { service, clientId, input: changed });
  const renamed = await change({ name: 'Other', idTokenSignedResponseAlg: 'ES256' });
  assert.ok(renamed.action === 'save');
  assert.deepEqual(renamed.client.openIdRules, { ...made.client.openIdRules, idTokenSignedResponseAlg: 'ES256' });
  assert.equal(asked, 1);
  assert.equal((await change({ redirectUris: [two] })).action, 'reject');
  listed = listing(one, two);
  assert.equal((await change({ redirectUris: [two] })).action, 'save');
});

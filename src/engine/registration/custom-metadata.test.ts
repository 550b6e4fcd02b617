import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findCustomMetadataFaults } from '../clients/find-custom-metadata-faults.ts';
import { plainRegistrationRules } from '../model/registration-rules.ts';
import { encodeCustomMetadata, findCustomNamesFault, readCustomMetadata } from './custom-metadata.ts';

const knowing = (...customMetadata: string[]) => ({ registrationRules: { ...plainRegistrationRules, customMetadata } });

const names: readonly (readonly [title: string, names: readonly string[], fault: string | undefined])[] = [
  ['none', [], undefined],
  ['some', ['tier', 'x-team', 'https://example.com/rating'], undefined],
  ['an empty one', [''], 'must have names of 1 to 255 characters'],
  ['a long one', ['n'.repeat(256)], 'must have names of 1 to 255 characters'],
  ['one twice', ['tier', 'tier'], 'names the same twice'],
  ['too many', Array.from({ length: 101 }, (_, at) => `n${at}`), 'has more than 100 entries'],
  ...[
    'redirect_uris',
    'client_id',
    'client_secret',
    'registration_access_token',
    'tls_client_auth_san_dns',
    'software_statement',
    'client_name#de',
  ].map((name) => [`ours: ${name}`, ['tier', name], `has a name that means something already: ${name}`] as const),
];

for (const [title, list, fault] of names)
  test(`RFC 7591 §2: names of metadata beside ours: ${title}`, () => assert.equal(findCustomNamesFault(list), fault));

test('RFC 7591 §2: of what is sent, what the service knows is kept and told, and the rest is left aside', () => {
  const sent = { tier: { level: 1 }, team: null, color: 'red', client_name: 'App' };
  const kept = readCustomMetadata(knowing('tier', 'team'), sent);
  assert.deepEqual(kept, { customMetadata: '{"tier":{"level":1}}' });
  assert.deepEqual(encodeCustomMetadata(knowing('tier'), kept), { tier: { level: 1 } });
  assert.deepEqual(encodeCustomMetadata(knowing('team'), kept), {});
  assert.deepEqual(encodeCustomMetadata(knowing('tier'), {}), {});
  assert.deepEqual(readCustomMetadata(knowing(), sent), {});
});

test('RFC 7591 §3.2.1: what was kept is told as it was sent', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue()), (metadata) => {
      const sent = JSON.parse(JSON.stringify(metadata));
      const said = Object.entries(sent).filter(([, value]) => value !== null);
      const service = knowing(...Object.keys(sent));
      assert.deepEqual(Object.entries(encodeCustomMetadata(service, readCustomMetadata(service, sent))), said);
    }),
  );
});

const inputs: readonly (readonly [title: string, customMetadata: string | undefined, detail: string | undefined])[] = [
  ['nothing', undefined, undefined],
  ['what it knows', '{"tier":1}', undefined],
  ['no JSON', 'tier', 'custom_metadata must be the text of a JSON object'],
  ['a list', '["tier"]', 'custom_metadata must be the text of a JSON object'],
  ['what it does not know', '{"tier":1,"team":2}', 'custom_metadata has what the service does not know: team'],
  ['a prototype', '{"__proto__":1}', 'custom_metadata has what the service does not know: __proto__'],
];

for (const [title, customMetadata, detail] of inputs)
  test(`seed 002, Appendix A: the operator says of a client ${title}`, () => {
    const [fault] = findCustomMetadataFaults(knowing('tier'), { description: { customMetadata } });
    assert.equal(fault?.detail, detail);
  });

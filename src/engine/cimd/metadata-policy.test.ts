import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '../../protocol/jose/parse-object.ts';
import type { MetadataPolicy } from '../model/registration-rules.ts';
import { applyMetadataPolicy } from './metadata-policy.ts';

const metadata = { client_name: 'App', grant_types: ['authorization_code', 'refresh_token'], scope: 'openid read', subject_type: 'public' };

const table: readonly (readonly [title: string, policy: MetadataPolicy, result: JsonObject | string])[] = [
  ['nothing', {}, {}],
  ['value', { subject_type: { value: 'pairwise' } }, { subject_type: 'pairwise' }],
  ['value null', { client_name: { value: null } }, { client_name: undefined }],
  ['default where there is one', { subject_type: { default: 'pairwise' } }, {}],
  ['default where there is none', { default_max_age: { default: 600 } }, { default_max_age: 600 }],
  ['add', { grant_types: { add: ['refresh_token', 'x'] } }, { grant_types: ['authorization_code', 'refresh_token', 'x'] }],
  ['add to a scope', { scope: { add: ['write'] } }, { scope: 'openid read write' }],
  ['one_of', { subject_type: { one_of: ['public', 'pairwise'] } }, {}],
  ['one_of that is broken', { subject_type: { one_of: ['pairwise'] } }, 'the member subject_type is not one that is allowed'],
  ['subset_of', { grant_types: { subset_of: ['authorization_code'] } }, { grant_types: ['authorization_code'] }],
  ['subset_of a scope', { scope: { subset_of: ['read', 'write'] } }, { scope: 'read' }],
  ['subset_of that leaves nothing', { scope: { subset_of: ['write'] } }, { scope: undefined }],
  ['superset_of', { grant_types: { superset_of: ['authorization_code'] } }, {}],
  ['superset_of that is broken', { grant_types: { superset_of: ['x'] } }, 'the member grant_types lacks a value that is demanded'],
  ['essential', { client_name: { essential: true } }, {}],
  ['essential that is broken', { contacts: { essential: true } }, 'the member contacts is demanded'],
  ['essential after default', { contacts: { essential: true, default: ['a'] } }, { contacts: ['a'] }],
  ['subset_of, then essential', { scope: { subset_of: ['write'], essential: true } }, 'the member scope is demanded'],
  ['an operator that is not known', { scope: { regexp: '.*' } }, 'the policy of scope has the unknown operator regexp'],
  ['the name of a method of objects', { scope: { constructor: 1 } }, 'the policy of scope has the unknown operator constructor'],
];

for (const [title, policy, result] of table)
  test(`OpenID Federation 1.0 §6.1.3: ${title}`, () => {
    assert.deepEqual(applyMetadataPolicy(metadata, policy), typeof result === 'string' ? result : { ...metadata, ...result });
  });

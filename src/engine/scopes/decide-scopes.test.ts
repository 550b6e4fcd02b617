import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OAuthError } from '../../protocol/oauth-error.ts';
import type { Client } from '../model/client.ts';
import { validClient, validService } from '../testing/records.ts';
import { decideScopes } from './decide-scopes.ts';

const none = { ...validService, scopes: validService.scopes.map((scope) => ({ ...scope, isDefault: false })) };

const table: readonly (readonly [
  title: string,
  client: Partial<Client>,
  requested: string | undefined,
  expected: readonly string[] | 'invalid_scope',
  service?: typeof validService,
])[] = [
  ['what was asked for', {}, 'write read', ['write', 'read']],
  ['nothing asked: the service default', {}, undefined, ['all']],
  ['only spaces asked: the service default', {}, '  ', ['all']],
  ['nothing asked: the client default', { defaultScopes: ['read'] }, undefined, ['read']],
  ['a default that is not allowed is left out', { defaultScopes: ['read', 'all'], allowedScopes: ['read'] }, undefined, ['read']],
  ['nothing asked, no default allowed: the allowlist', { allowedScopes: ['read', 'gone'] }, undefined, ['read']],
  ['nothing asked, no defaults at all: nothing', {}, undefined, [], none],
  ['twice the same', {}, 'read read', ['read']],
  ['unknown', {}, 'read admin', 'invalid_scope'],
  ['not allowed', { allowedScopes: ['read'] }, 'read write', 'invalid_scope'],
  ['an empty allowlist', { allowedScopes: [] }, 'read', 'invalid_scope'],
  ['malformed', {}, 'read"', 'invalid_scope'],
  ['of another letter case', {}, 'READ', 'invalid_scope'],
];

for (const [title, client, requestedScope, expected, service = validService] of table) {
  test(`RFC 6749 §3.3: ${title} → ${expected}`, () => {
    const decided = decideScopes({ service, client: { ...validClient, ...client }, requestedScope });
    assert.deepEqual(decided instanceof OAuthError ? decided.code : decided, expected);
  });
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noOptions } from '../terms/token-options.ts';
import { freshAccessToken, now, validClient, validService } from '../testing/records.ts';
import { type ClientCredentials, decideClientCredentials } from './decide-client-credentials.ts';

const valid: ClientCredentials = {
  now,
  service: validService,
  client: validClient,
  clientSecretId: 'secret-1',
  confirmation: undefined,
  requestedScope: undefined,
  requestedResources: undefined,
  requestedDetails: undefined,
  options: noOptions,
  accessToken: freshAccessToken,
};

test('RFC 6749 §4.4.3: the client gets an access token for itself, and no refresh token', () => {
  const decision = decideClientCredentials(valid);
  assert.equal(decision.action, 'issue');
  assert.equal(decision.issued.refreshToken, undefined);
  assert.equal(decision.issued.subject, undefined);
  assert.deepEqual(decision.changes, [
    {
      change: 'insert_access_token',
      accessToken: {
        id: 'access-2',
        secretHash: 'h-access-2',
        serviceId: 1,
        clientNumber: 7,
        subject: undefined,
        grantId: undefined,
        clientSecretId: 'secret-1',
        confirmation: undefined,
        scopes: ['all'],
        resources: [],
        authorizationDetails: undefined,
        properties: undefined,
        refreshTokenId: undefined,
        createdAt: now,
        expiresAt: now + 3600,
        revokedAt: undefined,
      },
    },
  ]);
});

const table: readonly (readonly [clause: string, change: Partial<ClientCredentials>, code: string])[] = [
  ['RFC 6749 §3.3', { requestedScope: 'admin' }, 'invalid_scope'],
  ['RFC 6749 §3.3', { client: { ...validClient, allowedScopes: ['read'] }, requestedScope: 'write' }, 'invalid_scope'],
  ['RFC 8707 §2', { requestedResources: ['not-a-uri'] }, 'invalid_target'],
  ['RFC 8707 §2', { service: { ...validService, resources: [] }, requestedResources: ['https://api.example.com'] }, 'invalid_target'],
];

for (const [clause, change, code] of table) {
  test(`${clause}: ${Object.keys(change).join(', ')} → ${code}`, () => {
    const decision = decideClientCredentials({ ...valid, ...change });
    assert.equal(decision.action === 'refuse' && decision.error.code, code);
    assert.deepEqual(decision.changes, []);
  });
}

test('a client may have its own access token format', () => {
  const decision = decideClientCredentials({ ...valid, client: { ...validClient, accessTokenFormat: 'jwt' } });
  assert.equal(decision.action === 'issue' && decision.issued.format, 'jwt');
});

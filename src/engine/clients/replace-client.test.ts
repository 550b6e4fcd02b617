import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seconds } from '../../protocol/units.ts';
import type { Client } from '../model/client.ts';
import { noDescription } from '../model/client-description.ts';
import { plainClientTerms } from '../model/client-terms.ts';
import { plainClientRules } from '../model/request-rules.ts';
import { openEngine } from '../testing/open-engine.ts';
import { now, validClient, validService } from '../testing/records.ts';
import type { ClientInput } from './client-input.ts';
import { provisionClient } from './provision-client.ts';
import { decideClientReplacement, replaceClient } from './replace-client.ts';

const full: Client = {
  ...validClient,
  name: 'Full',
  icon: 'https://a.example/logo',
  allowedScopes: ['read', 'write'],
  defaultScopes: ['read', 'write'],
  accessTokenFormat: 'jwt',
  requestRules: { ...plainClientRules, requirePushed: true },
  logoutRules: {
    postLogoutRedirectUris: ['https://a.example/bye'],
    backchannelLogoutUri: undefined,
    backchannelLogoutSessionRequired: false,
  },
  introspectionSignedResponseAlg: 'ES256',
  terms: { ...plainClientTerms, accessTokenLifetime: seconds(60) },
  description: { summary: 'Old' },
  isLocked: true,
  createdBy: 'user-1',
};

function replaced(input: ClientInput, client = full): Client {
  const decision = decideClientReplacement({ now, service: validService, client, input });
  assert.equal(decision.action, 'save', JSON.stringify(decision));
  return decision.client;
}

test('seed 002 §5.6: a replacement with nothing leaves who the client is, and its lock', () => {
  const { number, clientId, clientType, source, createdBy, createdAt, isLocked } = full;
  const client = replaced({});
  assert.deepEqual(
    { number, clientId, clientType, source, createdBy, createdAt, isLocked },
    {
      number: client.number,
      clientId: client.clientId,
      clientType: client.clientType,
      source: client.source,
      createdBy: client.createdBy,
      createdAt: client.createdAt,
      isLocked: client.isLocked,
    },
  );
  assert.deepEqual([client.name, client.icon, client.allowedScopes, client.redirectUris], [clientId, '', undefined, []]);
  assert.deepEqual([client.requestRules, client.terms, client.description], [plainClientRules, plainClientTerms, noDescription]);
  assert.equal(client.tokenEndpointAuthMethod, 'client_secret_basic');
});

test('seed 002 §5.6: what this interface does not speak of stays as others left it', () => {
  const client = replaced({ allowedScopes: ['read'] });
  assert.deepEqual(
    [client.accessTokenFormat, client.introspectionSignedResponseAlg, client.logoutRules],
    [full.accessTokenFormat, full.introspectionSignedResponseAlg, full.logoutRules],
  );
  assert.deepEqual(client.defaultScopes, ['read'], 'shrunk to what the client may have');
});

test('seed 002 §5.6: a lock is written apart, and only if it was named', () => {
  const changesOf = (input: ClientInput) =>
    decideClientReplacement({ now, service: validService, client: full, input }).changes.map(({ change }) => change);
  assert.deepEqual(changesOf({}), ['update_client']);
  assert.deepEqual(changesOf({ isLocked: true }), ['update_client', 'lock_client']);
});

test('RFC 6749 §2.1: whether a client can keep a secret does not change by being told so', () => {
  const decision = decideClientReplacement({ now, service: validService, client: full, input: { clientType: 'public' } });
  assert.deepEqual(decision.action === 'reject' && decision.faults.map(({ field }) => field), ['client_type']);
});

const kinds: readonly (readonly [input: ClientInput, clientType: string, method: string])[] = [
  [{}, 'public', 'none'],
  [{ clientType: 'confidential' }, 'confidential', 'client_secret_basic'],
  [{ tokenEndpointAuthMethod: 'client_secret_post' }, 'confidential', 'client_secret_post'],
  [{ tokenEndpointAuthMethod: 'none' }, 'public', 'none'],
];
for (const [input, clientType, method] of kinds)
  test(`seed 002 §5.6: made from ${JSON.stringify(input)} a client is ${clientType}, and authenticates by ${method}`, async () => {
    await using run = await openEngine();
    const made = await provisionClient(run.engine, { service: run.service, input });
    assert.equal(made.action, 'provision');
    assert.deepEqual([made.client.clientType, made.client.tokenEndpointAuthMethod], [clientType, method]);
    assert.equal(made.client.clientId, String(made.client.number));
    assert.equal(made.clientSecret === undefined, clientType === 'public');
  });

test('seed 002 §5.6: of many that want one alias at once, one gets it', async () => {
  await using run = await openEngine();
  const { service } = run;
  const made = await Promise.all(Array.from({ length: 10 }, () => provisionClient(run.engine, { service, input: { clientId: 'shop' } })));
  assert.equal(made.filter(({ action }) => action === 'provision').length, 1);
  assert.equal(made.filter(({ action }) => action === 'reject').length, 9);
  const others = await Promise.all(Array.from({ length: 5 }, () => run.addClient()));
  const renamed = await Promise.all(
    others.map(({ client }) => replaceClient(run.engine, { service, clientId: client.clientId, input: { clientId: 'store' } })),
  );
  assert.deepEqual(renamed.map(({ action }) => action).sort(), ['reject', 'reject', 'reject', 'reject', 'save']);
});

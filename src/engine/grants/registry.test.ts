import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authorizationServerMetadata } from '../metadata/authorization-server-metadata.ts';
import { openEngine, type TestEngine } from '../testing/open-engine.ts';
import { validService } from '../testing/records.ts';
import type { TokenDecision } from '../token/token-decision.ts';
import { grantTypes } from './registry.ts';

/** What every grant type owes to the shared phases of the token endpoint. */
const codeOf = (decision: TokenDecision): string => (decision.action === 'refuse' ? decision.error.code : 'issued');

async function credentials(run: TestEngine, grants = grantTypes.map(({ name }) => name)): Promise<Readonly<Record<string, string>>> {
  const { client, secret } = await run.addClient({ grantTypes: grants });
  return { client_id: client.clientId, client_secret: secret };
}

test('RFC 6749 §5.2: an unknown grant type is unsupported_grant_type, a missing one invalid_request', async () => {
  await using run = await openEngine();
  const client = await credentials(run);
  for (const name of ['password', 'implicit', 'constructor', '__proto__', 'AUTHORIZATION_CODE', 'x'.repeat(5000)]) {
    assert.equal(codeOf(await run.token({ grant_type: name, ...client })), 'unsupported_grant_type', name);
  }
  assert.equal(codeOf(await run.token(client)), 'invalid_request');
  assert.equal(codeOf(await run.token({ grant_type: '', ...client })), 'invalid_request');
});

for (const grantType of grantTypes) {
  const { name, publicClients, parameters, repeatable, spec } = grantType;

  test(`RFC 6749 §3.2.1: ${name} without client authentication is invalid_client`, async () => {
    await using run = await openEngine();
    const { client_id = '' } = await credentials(run);
    assert.equal(codeOf(await run.token({ grant_type: name, client_id })), 'invalid_client');
    assert.equal(codeOf(await run.token({ grant_type: name, client_id: 'nobody' })), 'invalid_client');
  });

  test(`RFC 6749 §5.2: ${name} is unauthorized_client for a client that may not use it`, async () => {
    await using run = await openEngine();
    const others = grantTypes.map((other) => other.name).filter((other) => other !== name);
    assert.equal(codeOf(await run.token({ grant_type: name, ...(await credentials(run, others)) })), 'unauthorized_client');
  });

  test(`RFC 6749 §3.2: ${name} with a repeated parameter is invalid_request`, async () => {
    await using run = await openEngine();
    const form = new URLSearchParams({ grant_type: name, ...(await credentials(run)) }).toString();
    for (const parameter of ['grant_type', 'client_id', 'client_secret', ...parameters]) {
      const repeated = await run.token(`${form}&${parameter}=https%3A%2F%2Fa.example&${parameter}=https%3A%2F%2Fb.example`);
      const isRefusedAsRepeated = repeated.action === 'refuse' && repeated.error.message.includes('is repeated');
      assert.equal(isRefusedAsRepeated, !repeatable.includes(parameter), parameter);
    }
  });

  test(`${spec}: ${name} for public clients is ${publicClients}`, async () => {
    await using run = await openEngine();
    const { client } = await run.addClient({ clientType: 'public' });
    // A record that came into the store some other way than through our rules.
    await run.engine.commit([{ change: 'update_client', client: { ...client, grantTypes: [name] } }]);
    const decision = codeOf(await run.token({ grant_type: name, client_id: client.clientId }));
    assert.equal(decision, publicClients === 'refused' ? 'unauthorized_client' : 'invalid_request');
  });

  test(`RFC 6749 §5.2: ${name} survives any value of its parameters`, async () => {
    await using run = await openEngine();
    const client = await credentials(run);
    const hostile = ['\0', '"\\', '💥', 'gac_', `gat_${'0'.repeat(67)}`, 'a.b.c', '%', '../..', 'x'.repeat(10_000), ' '];
    for (const value of hostile) {
      const form = Object.fromEntries(parameters.map((parameter) => [parameter, value]));
      const decision = await run.token({ grant_type: name, ...client, ...form });
      assert.equal(decision.action, 'refuse', value);
      assert.match(decision.error.message, /^[\x20-\x21\x23-\x5b\x5d-\x7e]*$/);
    }
  });
}

test('RFC 8414 §2: metadata lists the grant types of the registry', () => {
  const endpoints = {
    authorization: '',
    token: '',
    revocation: '',
    challenge: '',
    introspection: '',
    endSession: '',
    jwks: '',
    pushedAuthorizationRequest: '',
    deviceAuthorization: '',
  };
  assert.deepEqual(
    authorizationServerMetadata(validService, endpoints, { isAccepted: true, isVouchedFor: true }).grant_types_supported,
    grantTypes.map(({ name }) => name),
  );
});

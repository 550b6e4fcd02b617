import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { epochSeconds } from '../../protocol/units.ts';
import { introspectToken } from '../introspect/introspect.ts';
import { looseClientRules } from '../model/binding-rules.ts';
import { readTokenOptions } from '../terms/read-token-options.ts';
import { noOptions, type TokenOptions } from '../terms/token-options.ts';
import { openEngine, type TestEngine } from '../testing/open-engine.ts';
import { freshAccessToken, freshRefreshToken, now, validClient, validService } from '../testing/records.ts';
import { createToken } from './create-token.ts';
import { createTokens } from './create-tokens.ts';
import { type Creation, decideCreation, type WantedTokens } from './decide-creation.ts';
import { encodeTokenResponse } from './encode-token-response.ts';

const given = 'Zp3vQ8yLx0_kT6mB1sN9dF4hJ7gR2wC5aE-uIoYtVbX';
const valid: Creation = {
  now,
  service: validService,
  client: validClient,
  wanted: { subject: 'user-1' },
  options: noOptions,
  grantId: 'grant-2',
  accessToken: freshAccessToken,
  refreshToken: freshRefreshToken,
};
const bound = { ...validClient, bindingRules: { ...looseClientRules, dpopBoundAccessTokens: true } };

const table: readonly (readonly [title: string, change: Partial<Creation>, expected: string])[] = [
  ['RFC 6749 §3.3: defaults', {}, 'all'],
  ['RFC 6749 §3.3: scopes that are known', { wanted: { subject: 'user-1', scopes: ['write', 'read'] } }, 'write read'],
  ['RFC 6749 §3.3: an unknown scope', { wanted: { subject: 'user-1', scopes: ['read', 'nothing'] } }, 'invalid_scope'],
  [
    'RFC 6749 §3.3: a scope the client may not have',
    { client: { ...validClient, allowedScopes: ['read'] }, wanted: { subject: 'u', scopes: ['write'] } },
    'invalid_scope',
  ],
  ['RFC 6749 §3.3: a scope with a space inside is two', { wanted: { subject: 'u', scopes: ['read write'] } }, 'read write'],
  ['RFC 8707 §2: a resource that is none', { wanted: { subject: 'u', resources: ['x'] } }, 'invalid_target'],
  [
    'RFC 9396 §5: an unknown type of details',
    { wanted: { subject: 'u', authorizationDetails: [{ type: 'x' }] } },
    'invalid_authorization_details',
  ],
  ['RFC 9449 §5.2: no key though the client’s tokens must be bound', { client: bound }, 'invalid_dpop_proof'],
  ['RFC 9449 §5.2: the key they are bound to', { client: bound, wanted: { subject: 'u', jkt: 'k'.repeat(43) } }, 'all'],
];
for (const [title, change, expected] of table) {
  test(`seed 002, token/create: ${title} → ${expected}`, () => {
    const decision = decideCreation({ ...valid, ...change });
    assert.equal(decision.action === 'issue' ? decision.issued.scopes.join(' ') : decision.error.code, expected);
  });
}

async function make(run: TestEngine, clientId: string, wanted: WantedTokens, options: TokenOptions = noOptions, isRefreshable = true) {
  const decision = await createToken(run.engine, { service: run.service, clientId, wanted, isRefreshable }, options);
  assert.ok(decision.action === 'issue', decision.action === 'refuse' ? decision.error.reason : '');
  return { issued: decision.issued, answer: await encodeTokenResponse(run.engine, decision.issued, run.engine.clock()) };
}

const introspect = async (run: TestEngine, token: string): Promise<Readonly<Record<string, unknown>>> => ({
  ...(await introspectToken(run.engine, { service: run.service, token, now: run.engine.clock() })).response,
});

for (const accessTokenFormat of ['opaque', 'jwt'] as const) {
  test(`seed 002, token/create: ${accessTokenFormat} tokens are as good as any other`, async () => {
    await using run = await openEngine({ accessTokenFormat });
    const { client, secret } = await run.addClient();
    const options = readTokenOptions({ accessTokenDuration: 60, properties: [{ key: 'k', value: 'v' }], jwtAtClaims: '{"c":1}' });
    assert.ok(!('fault' in options));
    const authTime = epochSeconds(now - 500);
    const wanted = { subject: 'user-9', scopes: ['read'], authTime, acr: 'phr', jkt: 'k'.repeat(43) };
    const { answer } = await make(run, String(client.number), wanted, options);
    const described = await introspect(run, answer.access_token);
    assert.deepEqual(
      [described.sub, described.scope, described.exp, described.k, described.auth_time, described.acr, described.cnf, described.token_type],
      ['user-9', 'read', now + 60, 'v', authTime, 'phr', { jkt: 'k'.repeat(43) }, 'DPoP'],
    );
    const form = { grant_type: 'refresh_token', client_id: client.clientId, client_secret: secret };
    const refreshed = { ...(await run.obtain({ ...form, refresh_token: answer.refresh_token ?? '' })) } as Readonly<
      Record<string, unknown>
    >;
    assert.deepEqual([refreshed.scope, refreshed.k, refreshed.expires_in], ['read', 'v', 3600]);
  });
}

test('RFC 6749 §4.4.3: a client that speaks for itself, or may not refresh, gets no refresh token', async () => {
  await using run = await openEngine();
  const { client } = await run.addClient();
  assert.equal((await make(run, client.clientId, { subject: undefined })).issued.refreshToken, undefined);
  assert.equal((await make(run, client.clientId, { subject: 'u' }, noOptions, false)).issued.refreshToken, undefined);
  const { client: unable } = await run.addClient({ grantTypes: ['authorization_code'] });
  assert.equal((await make(run, unable.clientId, { subject: 'u' })).issued.refreshToken, undefined);
});

test('seed 002, token/create: a given access token is good once, and an unknown client is told', async () => {
  await using run = await openEngine();
  const { client } = await run.addClient();
  const options = readTokenOptions({ accessToken: given });
  assert.ok(!('fault' in options));
  assert.equal((await make(run, client.clientId, { subject: 'u' }, options)).answer.access_token, given);
  const creation = { service: run.service, clientId: client.clientId, wanted: { subject: 'u' }, isRefreshable: true };
  const again = await createToken(run.engine, creation, options);
  assert.equal(again.action === 'refuse' && again.error.reason, 'the given token was used before');
  const stranger = await createToken(run.engine, { ...creation, clientId: 'nobody' });
  assert.equal(stranger.action === 'refuse' && stranger.error.code, 'invalid_client');
});

test('seed 002, token/create: whatever is wanted, nobody gets a scope or an unbound token that the client may not have', () => {
  const wanted = fc.record(
    {
      subject: fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
      scopes: fc.array(fc.oneof(fc.constantFrom('read', 'write', 'all'), fc.string())),
      resources: fc.array(fc.webUrl(), { maxLength: 2 }),
      jkt: fc.constantFrom('k'.repeat(43), undefined),
      certificateThumbprint: fc.constantFrom('c'.repeat(43), undefined),
    },
    { requiredKeys: ['subject'] },
  );
  fc.assert(
    fc.property(wanted, (each) => {
      const client = { ...bound, allowedScopes: ['read', 'write'] };
      const decision = decideCreation({ ...valid, client, wanted: each });
      if (decision.action === 'refuse') return;
      assert.ok(decision.issued.scopes.every((scope) => client.allowedScopes.includes(scope)));
      assert.equal(decision.issued.confirmation?.jkt, 'k'.repeat(43));
    }),
  );
});

const refusals: readonly (readonly [title: string, wanted: Partial<Creation['wanted']>])[] = [
  ['a thumbprint that is none', { jkt: 'x' }],
  ['a thumbprint of a certificate that is none', { certificateThumbprint: '*'.repeat(43) }],
  ['no subject at all', { subject: '' }],
  ['a subject beyond ASCII', { subject: 'ü' }],
  ['a subject of 101 letters', { subject: 'x'.repeat(101) }],
];
for (const [title, wanted] of refusals) {
  test(`seed 002, token/create: ${title} → invalid_request`, () => {
    const decision = decideCreation({ ...valid, wanted: { ...valid.wanted, ...wanted } });
    assert.equal(decision.action === 'refuse' && decision.error.code, 'invalid_request');
  });
}

test('RFC 8705 §3, RFC 9449 §6: a token is bound to both keys if both are named', () => {
  const [jkt, certificateThumbprint] = ['k'.repeat(43), 'c'.repeat(43)];
  const decision = decideCreation({ ...valid, wanted: { ...valid.wanted, jkt, certificateThumbprint } });
  assert.deepEqual(decision.action === 'issue' && decision.issued.confirmation, { jkt, 'x5t#S256': certificateThumbprint });
});

test('seed 002, token/create: a given refresh token works as it is, once, and its successor is ours', async () => {
  await using run = await openEngine();
  const { client, secret } = await run.addClient();
  const refreshToken = 'a-refresh-token-that-another-server-made-012345';
  const options = readTokenOptions({ refreshToken, accessTokenPersistent: true });
  assert.ok(!('fault' in options));
  const creation = { service: run.service, clientId: client.clientId, wanted: { subject: 'user-9' }, isRefreshable: true };
  const made = await createToken(run.engine, creation, options);
  assert.ok(made.action === 'issue');
  assert.ok(made.issued.expiresAt > now + 99 * 365 * 86_400);
  const again = await createToken(run.engine, creation, options);
  assert.equal(again.action === 'refuse' && again.error.reason, 'the given token was used before');
  const form = { grant_type: 'refresh_token', refresh_token: refreshToken, client_id: client.clientId, client_secret: secret };
  const answer = await run.obtain(form);
  assert.match(answer.refresh_token ?? '', /^grt_/);
  assert.deepEqual((await run.obtain(form)).refresh_token, answer.refresh_token);
});

test('seed 002, token/create/batch: all are made or none, and what became of them is known', async () => {
  await using run = await openEngine();
  const { client } = await run.addClient();
  const creation = { service: run.service, clientId: client.clientId, wanted: { subject: 'user-9' }, isRefreshable: true };
  const batch = (creations: readonly (typeof creation)[], isDryRun = false) =>
    createTokens(run.engine, {
      service: run.service,
      creations: creations.map((each) => ({ creation: each, options: {} })),
      isDryRun,
      describeFailure: ({ code }, index) => ({ code, description: `${index}` }),
    });
  const count = async () =>
    run.engine.facts.countTokenRecords({ serviceId: run.service.id, clientNumber: undefined, subject: undefined }, now);
  const outcomes: unknown[] = [];
  for (const [creations, isDryRun] of [
    [[creation, { ...creation, clientId: 'nobody' }], false],
    [[creation, creation], true],
    [[creation, creation], false],
  ] as const) {
    const made = await batch(creations, isDryRun);
    assert.ok(!(made instanceof Error));
    const kept = await run.engine.facts.findTokenBatch(made.id);
    assert.deepEqual(kept, made);
    outcomes.push([kept?.failure?.code, kept?.failure?.description, kept?.tokenCount, await count()]);
  }
  assert.deepEqual(outcomes, [
    ['invalid_client', '1', 2, 0],
    [undefined, undefined, 2, 0],
    [undefined, undefined, 2, 2],
  ]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { introspectToken } from '../introspect/introspect.ts';
import type { Issued } from '../model/tokens.ts';
import { revoke } from '../revoke/revoke.ts';
import { type OptionsInput, readTokenOptions } from '../terms/read-token-options.ts';
import { makeDpopKey } from '../testing/dpop-key.ts';
import { openEngine, type TestClient, type TestEngine } from '../testing/open-engine.ts';
import { encodeTokenResponse, type TokenResponse } from './encode-token-response.ts';
import { processTokenRequest } from './process-token-request.ts';

type Form = Readonly<Record<string, string>>;
type Answer = TokenResponse & Readonly<Record<string, unknown>>;
const given = 'Zp3vQ8yLx0_kT6mB1sN9dF4hJ7gR2wC5aE-uIoYtVbX';

const credentials = ({ client, secret }: TestClient): Form => ({ client_id: client.clientId, client_secret: secret });

async function ask(run: TestEngine, form: Form, input: OptionsInput) {
  const options = readTokenOptions(input);
  assert.ok(!('fault' in options), JSON.stringify(options));
  return processTokenRequest(run.engine, run.request(form), options);
}

async function obtain(run: TestEngine, form: Form, input: OptionsInput): Promise<{ readonly answer: Answer; readonly issued: Issued }> {
  const decision = await ask(run, form, input);
  assert.equal(decision.action, 'issue', decision.action === 'refuse' ? decision.error.reason : '');
  return { answer: { ...(await encodeTokenResponse(run.engine, decision.issued, run.engine.clock())) }, issued: decision.issued };
}

const introspect = async (run: TestEngine, token: string): Promise<Readonly<Record<string, unknown>>> => ({
  ...(await introspectToken(run.engine, { service: run.service, token, now: run.engine.clock() })).response,
});
const claimsOf = (jwt: string): Readonly<Record<string, unknown>> =>
  JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString());

const shown = { key: 'shown', value: 'to all' };
const hidden = { key: 'hidden', value: 'to none', hidden: true };

/** The forms of the three grant types, each good once. */
const grants: Readonly<Record<string, (run: TestEngine, app: TestClient) => Form | Promise<Form>>> = {
  client_credentials: (_run, app) => ({ grant_type: 'client_credentials', ...credentials(app) }),
  authorization_code: async (run, app) => ({
    grant_type: 'authorization_code',
    code: await run.authorize({ client_id: app.client.clientId }),
    ...credentials(app),
  }),
  refresh_token: async (run, app) => {
    const form = await grants.authorization_code?.(run, app);
    const { refresh_token = '' } = await run.obtain(form ?? {});
    return { grant_type: 'refresh_token', refresh_token, ...credentials(app) };
  },
};

for (const [name, makeForm] of Object.entries(grants)) {
  for (const accessTokenFormat of ['opaque', 'jwt'] as const) {
    test(`seed 002: ${name}, ${accessTokenFormat}: lifetimes and properties are the caller's`, async () => {
      await using run = await openEngine({ accessTokenFormat });
      const form = await makeForm(run, await run.addClient());
      const { answer, issued } = await obtain(run, form, {
        accessTokenDuration: 100,
        refreshTokenDuration: 50,
        properties: [shown, hidden],
      });
      assert.deepEqual([answer.expires_in, answer.shown, answer.hidden], [100, 'to all', undefined]);
      assert.deepEqual(issued.properties, [{ ...shown, hidden: false }, hidden]);
      if (accessTokenFormat === 'jwt') assert.equal(claimsOf(answer.access_token).shown, 'to all');
      const described = await introspect(run, answer.access_token);
      assert.deepEqual([described.active, described.exp, described.shown, described.hidden], [true, issued.expiresAt, 'to all', undefined]);
      if (answer.refresh_token === undefined) return;
      const refresh = await introspect(run, answer.refresh_token);
      assert.deepEqual([refresh.exp, refresh.shown, refresh.hidden], [run.engine.clock() + 50, 'to all', undefined]);
      run.pass(50);
      assert.equal((await introspect(run, answer.refresh_token)).active, false);
      assert.equal((await introspect(run, answer.access_token)).active, true);
      run.pass(50);
      assert.equal((await introspect(run, answer.access_token)).active, false);
    });
  }

  test(`seed 002: ${name}: a given access token is used as it is, found like any other, and once`, async () => {
    await using run = await openEngine({ accessTokenFormat: 'jwt' });
    const app = await run.addClient();
    const { answer } = await obtain(run, await makeForm(run, app), { accessToken: given, jwtAtClaims: '{"a":1}', properties: [shown] });
    assert.equal(answer.access_token, given);
    const described = await introspect(run, given);
    assert.deepEqual([described.active, described.client_id, described.shown], [true, app.client.clientId, 'to all']);
    assert.ok(!JSON.stringify(described).includes(given));
    const other = `${given}x`;
    assert.equal((await introspect(run, other)).active, false);

    const form = await makeForm(run, app);
    const again = await ask(run, form, { accessToken: given });
    assert.equal(again.action === 'refuse' && again.error.reason, 'the given token was used before');
    await obtain(run, form, { accessToken: other }); // nothing was used up

    await revoke(run.engine, run.request({ token: given, ...credentials(app) }));
    assert.deepEqual([(await introspect(run, given)).active, (await introspect(run, other)).active], [false, true]);
    const after = await ask(run, await makeForm(run, app), { accessToken: given });
    assert.equal(after.action, 'refuse');
  });
}

test('seed 002: of parallel requests with one given access token one succeeds', async () => {
  await using run = await openEngine();
  const form = await grants.client_credentials?.(run, await run.addClient());
  const decisions = await Promise.all(Array.from({ length: 20 }, () => ask(run, form ?? {}, { accessToken: given })));
  assert.equal(decisions.filter(({ action }) => action === 'issue').length, 1);
});

test('seed 002: a given access token may look like a JWT, but not be one of ours', async () => {
  await using run = await openEngine({ accessTokenFormat: 'jwt' });
  const form = (await grants.client_credentials?.(run, await run.addClient())) ?? {};
  const { answer: ours } = await obtain(run, form, {});
  const taken = await ask(run, form, { accessToken: ours.access_token });
  assert.equal(taken.action, 'refuse');
  const theirs = `eyJhbGciOiJub25lIn0.${Buffer.from('{"jti":"x"}').toString('base64url')}.c2lnbmF0dXJl`;
  await obtain(run, form, { accessToken: theirs });
  assert.equal((await introspect(run, theirs)).active, true);
});

test('seed 002: claims are added to JWTs of client_credentials alone; other grants have theirs from the authorization', async () => {
  await using run = await openEngine({ accessTokenFormat: 'jwt' });
  const app = await run.addClient();
  for (const [name, makeForm] of Object.entries(grants)) {
    const { answer } = await obtain(run, await makeForm(run, app), { jwtAtClaims: '{"roles":["a"]}' });
    assert.deepEqual(claimsOf(answer.access_token).roles, name === 'client_credentials' ? ['a'] : undefined, name);
  }
});

test('seed 002: properties go over to the tokens of a refresh, newer values for older ones; durations do not', async () => {
  await using run = await openEngine();
  const app = await run.addClient();
  const first = await obtain(run, (await grants.authorization_code?.(run, app)) ?? {}, {
    accessTokenDuration: 100,
    properties: [shown, hidden],
  });
  const refreshForm = ({ refresh_token = '' }: Answer): Form => ({ grant_type: 'refresh_token', refresh_token, ...credentials(app) });
  const second = await obtain(run, refreshForm(first.answer), {});
  assert.deepEqual([second.answer.shown, second.answer.expires_in], ['to all', 3600]);
  const third = await obtain(run, refreshForm(second.answer), { properties: [{ ...shown, value: 'newer' }] });
  assert.deepEqual(third.issued.properties, [{ key: 'shown', value: 'newer', hidden: false }, hidden]);
  const fourth = await obtain(run, refreshForm(third.answer), {});
  assert.equal(fourth.answer.shown, 'newer');
});

test('seed 002: within the leeway the answer is the same again, whatever is said now', async () => {
  await using run = await openEngine({ accessTokenFormat: 'jwt' });
  const app = await run.addClient();
  const form = (await grants.refresh_token?.(run, app)) ?? {};
  const said = { accessToken: given, properties: [shown, hidden], accessTokenDuration: 100 };
  const first = await obtain(run, form, said);
  for (const again of [said, {}, { accessToken: `${given}x`, accessTokenDuration: 7 }]) {
    const { answer, issued } = await obtain(run, form, again);
    assert.deepEqual(answer, first.answer);
    assert.deepEqual(issued.properties, first.issued.properties);
  }
});

test('RFC 9449 §8: a caller may demand a nonce for one request', async () => {
  await using run = await openEngine();
  const app = await run.addClient();
  const form = (await grants.client_credentials?.(run, app)) ?? {};
  const url = 'https://auth.example.com/oauth2/tokens';
  const proof = () => makeDpopKey().prove({ htm: 'POST', htu: url, iat: run.engine.clock() });
  const outcome = async (isDpopNonceRequired: boolean): Promise<string> => {
    const dpop = { proofs: [proof()], method: 'POST', url };
    const decision = await processTokenRequest(run.engine, { ...run.request(form), dpop }, { isDpopNonceRequired });
    return decision.action === 'refuse' ? decision.error.code : decision.action;
  };
  assert.deepEqual([await outcome(false), await outcome(true)], ['issue', 'use_dpop_nonce']);
});

test('seed 002: whatever is said, introspection and the token agree, and nothing reserved is overridden', async () => {
  await using run = await openEngine({ accessTokenFormat: 'jwt' });
  const form = (await grants.client_credentials?.(run, await run.addClient())) ?? {};
  const plain = await obtain(run, form, {});
  const name = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.constantFrom('iss', 'sub', 'cnf', 'active', 'expires_in', '__proto__', 'roles', 'toString'),
  );
  const said = fc.record(
    {
      accessTokenDuration: fc.integer({ max: 10_000 }),
      jwtAtClaims: fc.dictionary(name, fc.jsonValue({ maxDepth: 1 })).map((claims) => JSON.stringify(claims)),
      properties: fc.array(fc.record({ key: name, value: fc.string(), hidden: fc.boolean() }), { maxLength: 4 }),
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(said, async (input) => {
      const options = readTokenOptions(input);
      if ('fault' in options) return;
      const { answer, issued } = await obtain(run, form, input);
      const claims = claimsOf(answer.access_token);
      const described = await introspect(run, answer.access_token);
      for (const member of ['iss', 'sub', 'aud', 'client_id', 'scope', 'exp', 'iat', 'jti', 'cnf']) {
        assert.deepEqual(described[member], claims[member], member);
      }
      for (const member of ['iss', 'sub', 'aud', 'client_id', 'scope']) {
        assert.deepEqual(claims[member], claimsOf(plain.answer.access_token)[member], member);
      }
      assert.deepEqual([described.active, answer.token_type, answer.scope], [true, plain.answer.token_type, plain.answer.scope]);
      for (const { key, value, hidden: isHidden } of issued.properties ?? []) {
        for (const place of [described, answer])
          assert.equal(Object.hasOwn(place, key) ? place[key] : undefined, isHidden ? undefined : value);
        if (!isHidden) assert.equal(claims[key], value);
      }
    }),
    { numRuns: 60 },
  );
});

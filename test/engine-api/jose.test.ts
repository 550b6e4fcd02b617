import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { after, before, suite, test } from 'node:test';
import fc from 'fast-check';
import { type EngineApi, startEngineApi } from '../support/engine-api.ts';
import { createTestClient } from '../support/oauth-client.ts';

type Members = Readonly<Record<string, unknown>>;

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = (): number => Math.floor(Date.now() / 1000);

suite('jose/verify', () => {
  let api: EngineApi;
  let clientId: string;
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  before(async () => {
    api = await startEngineApi();
    const jwks = { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1' }] };
    ({ clientId } = await createTestClient(api.url, api.owner.api_token, { jwks }));
  });
  after(() => api[Symbol.asyncDispose]());

  const makeJwt = (claims: Members, header: Members = {}): string => {
    const signed = `${encode({ alg: 'ES256', kid: 'k1', ...header })}.${encode(claims)}`;
    return `${signed}.${sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
  };
  const verify = async (jose: string, more: Members = {}) => {
    const { status, body, text } = await api.call('/jose/verify', { jose, ...more });
    assert.equal(status, 200, text);
    assert.equal(body.resultCode, 'A160001');
    assert.equal(body.valid, body.errorDescriptions === undefined);
    return body;
  };
  const byClient = () => ({ signedByClient: true, clientIdentifier: clientId });

  const table: readonly (readonly [title: string, claims: () => Members, more: Members, expected: string])[] = [
    ['a good one', () => ({ iss: 'a', exp: now() + 60 }), { mandatoryClaims: ['iss'] }, 'true true - -'],
    ['nothing asked', () => ({}), {}, 'true true - -'],
    ['claims missing', () => ({ iss: 'a', aud: null }), { mandatoryClaims: ['iss', 'sub', 'aud'] }, 'false true sub,aud -'],
    ['expired', () => ({ exp: now() - 30 }), {}, 'false true - exp'],
    ['expired within the skew', () => ({ exp: now() - 30 }), { clockSkew: 60 }, 'true true - -'],
    ['not yet', () => ({ nbf: now() + 90, iat: now() + 90 }), { clockSkew: 60 }, 'false true - nbf,iat'],
    ['times that are none', () => ({ exp: 'never' }), {}, 'false true - exp'],
  ];
  for (const [title, claims, more, expected] of table)
    test(`RFC 7519 §4.1, seed 002: ${title} → ${expected}`, async () => {
      const {
        valid,
        signatureValid,
        missingClaims = ['-'],
        invalidClaims = ['-'],
      } = await verify(makeJwt(claims()), { ...byClient(), ...more });
      assert.equal(`${valid} ${signatureValid} ${missingClaims} ${invalidClaims}`, expected);
    });

  test('RFC 7515 §5.2: only who is said to have signed it counts', async () => {
    const jwt = makeJwt({ a: 1 });
    const wrong = [
      await verify(jwt),
      await verify(`${jwt.slice(0, -8)}AAAAAAAA`, byClient()),
      await verify(makeJwt({}, { kid: 'k2' }), byClient()),
      await verify(makeJwt({}, { crit: ['x'] }), byClient()),
      await verify(makeJwt({}, { alg: 'none' }), byClient()),
      await verify(jwt, { ...byClient(), clientIdentifier: 'nobody' }),
      await verify('YQ.YQ.YQ.YQ.YQ', { ...byClient(), mandatoryClaims: ['a'] }),
    ];
    for (const { valid, signatureValid } of wrong) assert.deepEqual([valid, signatureValid], [false, false]);
  });

  test('calls that are wrong are told', async () => {
    for (const body of [{}, { jose: '' }, { jose: 7 }, { jose: 'a', clockSkew: -1 }, { jose: 'a', signedByClient: true }])
      assert.equal((await api.call('/jose/verify', body)).status, 400);
  });

  test('no text makes it fail', async () => {
    const part = fc.oneof(
      fc.string(),
      fc.json().map((text) => Buffer.from(text).toString('base64url')),
    );
    const jose = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('.')),
    );
    await fc.assert(
      fc.asyncProperty(jose, async (text) => {
        if (text === '') return;
        assert.equal((await verify(text)).valid, false);
      }),
      { numRuns: 40 },
    );
  });

  test('seed 002, idtoken/reissue: a service that does not allow it says so', async () => {
    const { body } = await api.call('/idtoken/reissue', { accessToken: 'x', refreshToken: 'y' });
    assert.deepEqual([body.resultCode, body.action], ['A379201', 'CALLER_ERROR']);
    for (const wrong of [{}, { accessToken: 'x' }, { accessToken: 'x', refreshToken: 'y', claims: '[]' }])
      assert.equal((await api.call('/idtoken/reissue', wrong)).status, 400);
  });
});

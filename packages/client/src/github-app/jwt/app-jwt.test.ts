import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { AppJwt } from './app-jwt.ts';
import { Clock } from './clock.ts';
import { readMakeJwt } from './read-make-jwt.ts';
import { type SignedJwt, signAppJwt } from './sign-app-jwt.ts';

const at = ({ mock }: TestContext, now: number): void => mock.timers.enable({ apis: ['Date'], now });

/** Signs with a digest, so that each JWT is known before. */
const digest = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

const counting = (lifetimeSeconds = 570): { readonly jwts: (number | undefined)[]; readonly make: (difference?: number) => SignedJwt } => {
  const jwts: (number | undefined)[] = [];
  return {
    jwts,
    make: (difference) => {
      jwts.push(difference);
      return { jwt: String(jwts.length), expiresAt: new Date(Date.now() + (lifetimeSeconds + (difference ?? 0)) * 1000).toISOString() };
    },
  };
};

test('RFC 7519 §4.1: the claims are iat half a minute back, exp ten minutes on, iss as given', async () => {
  const read = async (appId: number | string): Promise<readonly [string, string]> => {
    const { jwt } = await signAppJwt(appId, digest, 30);
    const [header = '', payload = ''] = jwt.split('.');
    return [atob(header), atob(payload)];
  };
  assert.deepEqual(await read(1), ['{"alg":"RS256","typ":"JWT"}', '{"iat":0,"exp":600,"iss":1}']);
  assert.deepEqual(await read('1'), ['{"alg":"RS256","typ":"JWT"}', '{"iat":0,"exp":600,"iss":"1"}']);
});

test('a JWT is used again until a minute before it ends', (context) => {
  at(context, 0);
  const { jwts, make } = counting();
  const jwt = new AppJwt(make, new Clock());
  jwt.get();
  context.mock.timers.setTime(509_999);
  jwt.get();
  assert.equal(jwts.length, 1);
  context.mock.timers.setTime(510_000);
  jwt.get();
  assert.equal(jwts.length, 2);
});

test('a JWT is made anew when asked for, when the clock was corrected, and when it was put back', (context) => {
  at(context, 3_600_000);
  const { jwts, make } = counting();
  const clock = new Clock();
  const jwt = new AppJwt(make, clock);
  jwt.get();
  jwt.get(true);
  clock.correct(new Date(7_200_000).toUTCString());
  jwt.get();
  assert.deepEqual(jwts, [undefined, undefined, 3600]);
  context.mock.timers.reset();
  at(context, 1_800_000);
  jwt.get();
  assert.equal(jwts.length, 4);
});

test('callers at once share one signature made elsewhere, and one failure', async () => {
  let calls = 0;
  const jwt = new AppJwt(async () => {
    calls += 1;
    if (calls === 1) throw new Error('the KMS is away');
    return { jwt: 'signed', expiresAt: new Date(Date.now() + 600_000).toISOString() };
  }, new Clock());
  const first = await Promise.allSettled([jwt.get(), jwt.get()]);
  assert.deepEqual(
    first.map(({ status }) => status),
    ['rejected', 'rejected'],
  );
  assert.deepEqual(await Promise.all([jwt.get(), jwt.get()]), [await jwt.get(), await jwt.get()]);
  assert.equal(calls, 2);
});

test('a sign callback gets the bytes of RFC 7515 §5.1, createJwt the app and the difference', async () => {
  const seen: unknown[] = [];
  const signed = await readMakeJwt({
    appId: 7,
    sign: async (bytes) => {
      seen.push(new TextDecoder().decode(bytes).split('.').length);
      return digest(bytes);
    },
  })(undefined);
  assert.equal(signed.jwt.split('.').length, 3);
  const createJwt = async (...given: unknown[]): Promise<SignedJwt> => {
    seen.push(given);
    return signed;
  };
  await readMakeJwt({ appId: 7, createJwt })(undefined);
  await readMakeJwt({ appId: 7, createJwt })(-30);
  assert.deepEqual(seen, [2, [7, undefined], [7, -30]]);
});

import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { sendToPublic } from '../broker/outbound/send-to-public.ts';
import type { FindClientKeys } from '../engine/ports.ts';
import { epochSeconds } from '../protocol/units.ts';
import { clientKeyTimes, createFindClientKeys, maxKeySetBytes } from './client-keys.ts';

const makeJwk = (kid: string): object => ({ ...generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }), kid });

interface World extends AsyncDisposable {
  readonly url: string;
  readonly find: FindClientKeys;
  /** How often the keys were asked for. */
  asked(): number;
  pass(seconds: number): void;
}

/** A client whose keys are what `answer` says. */
async function openWorld(answer: RequestListener, allowPrivate = true): Promise<World> {
  let asked = 0;
  let now = 1_800_000_000;
  const server = createServer((request, response) => {
    asked++;
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`,
    find: createFindClientKeys({ send: sendToPublic(allowPrivate, undefined, maxKeySetBytes), clock: () => epochSeconds(now) }),
    asked: () => asked,
    pass: (seconds) => {
      now += seconds;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const kids = async ({ find, url }: World, isKeyMissing = false): Promise<unknown> => {
  const found = await find({ jwks: undefined, jwksUri: url }, isKeyMissing);
  return found.outcome === 'found' ? found.keys.map(({ kid }) => kid) : found.reason.replace(/127[\d.:]+/, 'host');
};

test('RFC 7591 §2: keys are fetched once for all who wait, and believed for ten minutes', async () => {
  await using world = await openWorld((_request, response) => response.end(JSON.stringify({ keys: [makeJwk('one')] })));
  const all = await Promise.all(Array.from({ length: 20 }, () => kids(world)));
  assert.deepEqual([all[0], world.asked()], [['one'], 1]);
  world.pass(clientKeyTimes.believed - 1);
  await kids(world);
  assert.equal(world.asked(), 1);
  world.pass(1);
  await kids(world);
  assert.equal(world.asked(), 2);
});

test('OpenID Connect Core §10.1.1: a missing key is looked for, at most every half minute', async () => {
  let kid = 'one';
  await using world = await openWorld((_request, response) => response.end(JSON.stringify({ keys: [makeJwk(kid)] })));
  await kids(world);
  kid = 'two';
  assert.deepEqual([await kids(world, true), world.asked()], [['one'], 1]);
  world.pass(clientKeyTimes.missing);
  assert.deepEqual([await kids(world, true), world.asked()], [['two'], 2]);
  for (let count = 0; count < 50; count++) await kids(world, true);
  assert.equal(world.asked(), 2);
});

test('DESIGN §11: keys outlive a URI that does not answer for an hour, and no longer', async () => {
  let isUp = true;
  await using world = await openWorld((_request, response) => {
    response.statusCode = isUp ? 200 : 503;
    response.end(JSON.stringify({ keys: [makeJwk('one')] }));
  });
  await kids(world);
  isUp = false;
  world.pass(clientKeyTimes.believed);
  assert.deepEqual(await kids(world), ['one']);
  world.pass(clientKeyTimes.outlive);
  assert.equal(await kids(world), 'jwks_uri: answered with status 503');
});

const faults: readonly (readonly [title: string, answer: RequestListener, reason: string | RegExp | readonly string[]])[] = [
  ['HTML', (_request, response) => response.end('<html>'), 'jwks_uri: the answer is not a JWK Set'],
  ['a list', (_request, response) => response.end('[]'), 'jwks_uri: the answer is not a JWK Set'],
  [
    '101 keys',
    (_request, response) => response.end(JSON.stringify({ keys: Array(101).fill({}) })),
    'jwks_uri: the answer is not a JWK Set',
  ],
  [
    'more than is read',
    (_request, response) => response.end(JSON.stringify({ keys: [], padding: 'x'.repeat(maxKeySetBytes) })),
    'jwks_uri: the answer is larger than 65536 bytes',
  ],
  [
    'no end',
    (_request, response) => {
      const write = (): void => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      };
      response.on('drain', write);
      write();
    },
    'jwks_uri: the answer is larger than 65536 bytes',
  ],
  [
    'a redirect',
    (_request, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    'jwks_uri: answered with status 302',
  ],
  ['nothing', (request) => request.socket.destroy(), 'jwks_uri: host could not be reached (ECONNRESET)'],
  [
    'private and symmetric keys, which are left out',
    (_request, response) =>
      response.end(JSON.stringify({ keys: [{ kty: 'oct', k: 'AA' }, { ...makeJwk('one'), d: 'AA' }, 'text', makeJwk('two')] })),
    ['two'],
  ],
];
for (const [title, answer, reason] of faults) {
  test(`DESIGN §11: a jwks_uri with ${title}`, async () => {
    await using world = await openWorld(answer);
    assert.deepEqual(await kids(world), reason);
    await kids(world);
    assert.equal(world.asked(), 1, 'a failure is remembered for a while');
  });
}

for (const host of [
  '127.0.0.1',
  'localhost',
  '[::1]',
  '2130706433',
  '0x7f.1',
  '[::ffff:127.0.0.1]',
  '169.254.169.254',
  '10.0.0.1',
  '0.0.0.0',
]) {
  test(`DESIGN §11: a jwks_uri at ${host} is not reached`, async () => {
    await using world = await openWorld((_request, response) => response.end('{"keys":[]}'), false);
    const url = world.url.replace('127.0.0.1', host);
    const found = await world.find({ jwks: undefined, jwksUri: url }, false);
    assert.ok(found.outcome === 'failed' && found.reason.includes('private address'), JSON.stringify(found));
    assert.equal(world.asked(), 0);
  });
}

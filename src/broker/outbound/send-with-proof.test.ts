import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret } from '../../protocol/secret.ts';
import { epochSeconds, seconds } from '../../protocol/units.ts';
import type { Broker, DpopClaims, OutboundAnswer } from '../ports.ts';
import { proofTarget, sendWithProof } from './send-with-proof.ts';

const request = { method: 'POST', url: 'https://p.example/t?x=1', headers: { a: 'b' }, body: 'c', timeout: seconds(10) } as const;
const answered = (status: number, headers: Readonly<Record<string, string>> = {}, body = ''): OutboundAnswer => ({
  outcome: 'answered',
  status,
  headers,
  body,
});
const wants = (nonce: string) => answered(400, { 'dpop-nonce': nonce }, '{"error":"use_dpop_nonce"}');
const challenges = (nonce: string) => answered(401, { 'dpop-nonce': nonce, 'www-authenticate': 'DPoP error="use_dpop_nonce"' });

/** Sends at a provider that answers so, one after the other; the nonces that were sent, and the last answer. */
async function send(answers: readonly OutboundAnswer[], known?: string, secondsEach = 0) {
  let now = 1;
  const timeouts: number[] = [];
  const signed: DpopClaims[] = [];
  const broker = {
    clock: () => epochSeconds(now),
    nonces: new Map(known === undefined ? [] : [['p https://p.example', known]]),
    dpop: {
      createKey: () => assert.fail(),
      sign: (_key: Secret, claims: DpopClaims) => `proof ${signed.push(claims)}`,
    },
    send: async ({ headers, timeout }: { readonly headers: Readonly<Record<string, string>>; readonly timeout: number }) => {
      timeouts.push(timeout);
      now += secondsEach;
      assert.deepEqual(headers, { a: 'b', dpop: `proof ${signed.length}` });
      return answers[signed.length - 1] ?? assert.fail('it was sent too often');
    },
  } as unknown as Broker; // nothing else is needed
  const answer = await sendWithProof(broker, { id: 'p' }, request, new Secret('key'));
  return { signed, timeouts, sent: signed.map(({ nonce }) => nonce), answer, remembered: broker.nonces.get('p https://p.example') };
}

test('RFC 9449 §4.2: the proof is for the method and the URL without its query', async () => {
  const { signed } = await send([answered(200)]);
  assert.deepEqual(signed, [{ htm: 'POST', htu: 'https://p.example/t', iat: 1, nonce: undefined, accessToken: undefined }]);
  assert.equal(proofTarget('https://P.example:443/a/%7Eb?c#d'), 'https://p.example/a/%7Eb');
});

test('RFC 9449 §8: a nonce that is wanted is sent once, and remembered', async () => {
  const { sent, answer, remembered } = await send([wants('n1'), answered(200, { 'dpop-nonce': 'n2' })]);
  assert.deepEqual([sent, answer.outcome === 'answered' && answer.status, remembered], [[undefined, 'n1'], 200, 'n2']);
});

test('RFC 9449 §9: so is one that a resource wants', async () => {
  assert.deepEqual((await send([challenges('n1'), answered(200)])).sent, [undefined, 'n1']);
});

test('RFC 9449 §8.2: the nonce that is known goes along, and is replaced when it has expired', async () => {
  assert.deepEqual((await send([answered(200)], 'n0')).sent, ['n0']);
  assert.deepEqual((await send([wants('n1'), answered(200)], 'n0')).sent, ['n0', 'n1']);
});

test('both requests together take no longer than one may', async () => {
  assert.deepEqual((await send([wants('n1'), answered(200)], undefined, 4)).timeouts, [10, 6]);
  assert.deepEqual((await send([wants('n1'), answered(200)], undefined, 10)).timeouts, [10]);
});

test('a provider that wants one nonce after the other is asked twice', async () => {
  assert.deepEqual((await send([wants('n1'), wants('n2')])).sent, [undefined, 'n1']);
});

for (const [title, answer] of [
  ['wants a nonce and gives none', answered(400, {}, '{"error":"use_dpop_nonce"}')],
  ['gives a nonce with another error', answered(400, { 'dpop-nonce': 'n1' }, '{"error":"invalid_grant"}')],
  ['gives a nonce and fails', answered(503, { 'dpop-nonce': 'n1' })],
  ['says nothing', { outcome: 'failed', reached: true, words: 'slow' }],
] as const satisfies readonly (readonly [string, OutboundAnswer])[]) {
  test(`a request to a provider that ${title} is not repeated`, async () => {
    assert.deepEqual((await send([answer])).sent, [undefined]);
  });
}

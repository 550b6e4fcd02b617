import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { epochSeconds } from '../../../protocol/units.ts';
import type { OutboundAnswer } from '../../ports.ts';
import { readDeviceCode } from './read-device-code.ts';

const now = epochSeconds(1_800_000_000);
const valid = {
  device_code: 'dc-1',
  user_code: 'WDJB-MJHT',
  verification_uri: 'https://provider.example/device',
  verification_uri_complete: 'https://provider.example/device?user_code=WDJB-MJHT',
  expires_in: 600,
  interval: 7,
};
const answered = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): OutboundAnswer => ({
  outcome: 'answered',
  status,
  headers,
  body,
});
const said = (members: object, status = 200): OutboundAnswer =>
  answered(status, JSON.stringify(members), { 'content-type': 'application/json' });

test('RFC 8628 §3.2: the code is read, and the device code stays a secret', () => {
  const read = readDeviceCode(said(valid), now);
  assert.ok(read.answer === 'issued');
  const { deviceCode, ...rest } = read.code;
  assert.equal(deviceCode.reveal(), 'dc-1');
  assert.doesNotMatch(JSON.stringify(read), /dc-1/);
  assert.deepEqual(rest, {
    userCode: 'WDJB-MJHT',
    verificationUri: 'https://provider.example/device',
    verificationUriComplete: 'https://provider.example/device?user_code=WDJB-MJHT',
    expiresIn: 600,
    interval: 7,
  });
});

test('RFC 8628 §3.2: what may be left out has its default', async (t) => {
  const { interval: _interval, verification_uri_complete: _complete, ...required } = valid;
  const cases = [
    { name: 'no interval is 5 s', members: required, is: { interval: 5, verificationUriComplete: undefined } },
    { name: 'an interval of 0 is 5 s', members: { ...valid, interval: 0 }, is: { interval: 5 } },
    { name: 'numbers as text', members: { ...valid, interval: '9', expires_in: '60' }, is: { interval: 9, expiresIn: 60 } },
    { name: 'an end that is none', members: { ...valid, expires_in: 'soon' }, is: { expiresIn: 900 } },
    {
      name: "Google's verification_url",
      members: { ...valid, verification_uri: undefined, verification_url: 'https://g.example/d' },
      is: { verificationUri: 'https://g.example/d' },
    },
    {
      name: 'a complete URI that no browser should open',
      members: { ...valid, verification_uri_complete: 'javascript:alert(1)' },
      is: { verificationUriComplete: undefined },
    },
  ];
  for (const { name, members, is } of cases)
    await t.test(name, () => {
      const read = readDeviceCode(said(members), now);
      assert.ok(read.answer === 'issued');
      assert.deepEqual({ ...read.code, ...is }, { ...read.code });
    });
});

test('§4.6: what is no code is refused in words that say what came', async (t) => {
  const form = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
  const cases: readonly (readonly [name: string, answer: OutboundAnswer, words: string | RegExp])[] = [
    ['C.5: 429 with text', answered(429, 'Too many requests'), 'rate limit hit'],
    ['C.5: 429 with Retry-After', answered(429, 'no', { 'retry-after': '42' }), 'rate limit hit, try again in 42 s'],
    ['C.5: 429 with a reset time', answered(429, 'no', { 'x-ratelimit-reset': String(now + 30) }), 'rate limit hit, try again in 30 s'],
    ['C.6: form-encoded', answered(200, 'device_code=a&user_code=b', form), /form-url encoded/],
    ['HTML', answered(502, '<html>', { 'content-type': 'text/html; charset=utf-8' }), 'status 502 with text/html, and JSON was expected'],
    ['nothing', answered(500, ''), 'status 500 with no media type, and JSON was expected'],
    ['the provider’s words', said({ error: 'unauthorized_client', error_description: 'Device flow is off.' }, 400), 'Device flow is off.'],
    ['a code alone', said({ error: 'unauthorized_client' }, 400), 'unauthorized_client'],
    ['200 with an error', said({ error: 'device_flow_disabled' }), 'device_flow_disabled'],
    ['control characters', said({ error: 'a\u001b[2Jb' }), 'a [2Jb'],
    ['JSON that says nothing', said({}, 500), 'status 500'],
    ['no device code', said({ ...valid, device_code: '' }), /device_code/],
    ['a user code that is no text', said({ ...valid, user_code: 'a\nb' }), /user_code/],
    ['a place that is none', said({ ...valid, verification_uri: 'javascript:alert(1)' }), /verification_uri/],
    ['no answer', { outcome: 'failed', reached: false, words: 'provider.example could not be reached' }, /could not be reached/],
  ];
  for (const [name, answer, expected] of cases)
    await t.test(name, () => {
      const read = readDeviceCode(answer, now);
      assert.ok(read.answer === 'refused');
      if (typeof expected === 'string') assert.equal(read.words, expected);
      else assert.match(read.words, expected);
    });
});

test('no answer makes it throw, and a code it reads can be shown and opened', () => {
  const members = fc.record(
    Object.fromEntries(Object.keys(valid).map((name) => [name, fc.oneof(fc.anything(), fc.string(), fc.webUrl(), fc.integer())])),
    { requiredKeys: [] },
  );
  const bodies = fc.oneof(
    fc.string(),
    members.map((each) => JSON.stringify(each) ?? ''),
  );
  fc.assert(
    fc.property(bodies, fc.integer({ min: 100, max: 599 }), (body, status) => {
      const read = readDeviceCode(answered(status, body, { 'content-type': 'application/json' }), now);
      if (read.answer === 'refused') return read.words.length <= 400;
      const { userCode, verificationUri, interval, expiresIn } = read.code;
      return /^[\x20-\x7e]+$/.test(userCode) && /^https?:/.test(verificationUri) && interval > 0 && expiresIn > 0;
    }),
  );
});

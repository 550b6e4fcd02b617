import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signInWithDevice } from '../../src/cli/login/sign-in-with-device.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { fakeApi, recordingTerminal, runEveryCommand } from './support.ts';

const codes = { device_code: 'gdc_1', user_code: 'WDJB-MJHT', verification_uri: 'https://auth.example.com/device', interval: 7 };
const refusal = (error: string, error_description = '') => ({ status: 400, body: { error, error_description } });
const tokens = { body: { access_token: 'gat_1', refresh_token: 'grt_1', expires_in: 3600 } };

/** A server that answers polls in this order. */
const serverOf = (...answers: readonly { readonly status?: number; readonly body: unknown }[]) => {
  const left = [...answers];
  return fakeApi(({ url }) => {
    if (url === '/oauth2/device') return { body: codes };
    if (url === '/oauth2/token') return left.shift() ?? refusal('invalid_grant');
    return { body: { username: 'ann' } };
  });
};

test('RFC 8628 §3.5: login --device waits at the server’s pace, and slows down when told', async () => {
  using folder = temporaryFolder('login-device');
  await using api = await serverOf(refusal('authorization_pending'), refusal('slow_down'), refusal('authorization_pending'), tokens);
  const terminal = recordingTerminal({ GRANTRY_CONFIG_HOME: folder.path });
  assert.equal(await runEveryCommand(['login', api.url, '--device'], terminal), 'done');
  assert.deepEqual(terminal.paused, [7000, 7000, 12_000, 12_000]);
  assert.deepEqual(terminal.said, [
    'Open https://auth.example.com/device in a browser, and type this code there: WDJB-MJHT',
    `Signed in to ${api.url} as ann.`,
  ]);
  assert.equal(
    api.seen[1]?.body,
    'grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=gdc_1&client_id=grantry-cli',
  );
});

for (const [error, words] of [
  ['access_denied', /The request was denied/],
  ['expired_token', /The request was denied/],
  ['invalid_grant', /The request was denied/],
] as const) {
  test(`RFC 8628 §3.5: ${error} ends login --device`, async () => {
    await using api = await serverOf(refusal('authorization_pending'), refusal(error, 'The request was denied.'), tokens);
    await assert.rejects(signInWithDevice(api.url, recordingTerminal({})), words);
    assert.equal(api.seen.length, 3);
  });
}

test('RFC 8628 §3.2: an answer without codes is said to be one', async () => {
  await using api = await fakeApi(() => ({ body: { device_code: 'x' } }));
  await assert.rejects(signInWithDevice(api.url, recordingTerminal({})), /without a code/);
  await using old = await fakeApi(() => ({ status: 404, body: {} }));
  await assert.rejects(signInWithDevice(old.url, recordingTerminal({})), /refused: status 404/);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatCredential } from '../protocol/credential.ts';
import { redact } from './redact.ts';

const ours = formatCredential({ kind: 'accessToken', id: 'A'.repeat(18), secret: 'b'.repeat(43) });
const cases: readonly (readonly [string, string, string])[] = [
  ['one of our credentials', `token ${ours} refused`, 'token [secret] refused'],
  ['a JWT', 'got eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln.', 'got [secret].'],
  ['a stateless GitHub installation token', `ghs_123_${'a.b'.repeat(20)}`, '[secret]'],
  ['a code in a URL', 'GET /callback?code=abc123&x=1', 'GET /callback?code=[secret]&x=1'],
  ['a client secret in JSON', '{"client_secret":"hunter2"}', '{"client_secret":"[secret]"}'],
  ['a password in JSON inside a log line', '{"body":"{\\"password\\":\\"hunter2\\"}"}', '{"body":"{\\"password\\":\\"[secret]\\"}"}'],
  ['an Authorization header', 'authorization: Basic aHVudGVyOmh1bnRlcg==', 'authorization: Basic [secret]'],
  ['ordinary text', 'POST /oauth2/token 400 invalid_grant', 'POST /oauth2/token 400 invalid_grant'],
  ['a status code', '{"statusCode":400,"error_code":"x"}', '{"statusCode":400,"error_code":"x"}'],
];

for (const [what, text, expected] of cases) {
  test(`redaction: ${what}`, () => assert.equal(redact(text), expected));
}

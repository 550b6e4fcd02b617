import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { epochSeconds } from '../../protocol/units.ts';
import { readDeviceCode } from '../connect/device/read-device-code.ts';
import type { OutboundAnswer } from '../ports.ts';
import { classifyTokenAnswer } from '../refresh/classify-token-answer.ts';
import { keepTokens } from '../refresh/keep-tokens.ts';
import { readValidation } from '../validate/read-validation.ts';
import { providerTypes } from './registry.ts';

const now = epochSeconds(1_800_000_000);
const names = [
  'access_token',
  'refresh_token',
  'expires_in',
  'scope',
  'token_type',
  'id_token',
  'error',
  'error_description',
  'ok',
  'authed_user',
  'team',
  'id',
  'login',
  'user',
  'user_id',
  'team_id',
  'url',
  'viewer',
  'data',
  'bot',
  'owner',
  'installations',
  'account',
  'app_id',
  'bot_user_id',
  'workspace_name',
  'values',
  'Error',
  'ErrorDescription',
  'name',
  'email',
  'html_url',
  'avatar_url',
  '__proto__',
  'toString',
  'valueOf',
];
const odd = fc.constantFrom<unknown>(null, true, 0, -1, 1e308, '', '\0', '\ud800', 'a.b.c', 'eyJ.eyJ.x', '1e9', [], [null], {}, 'x', 7);

/** JSON with the names providers use, and nothing they would write there. */
const { hostile } = fc.letrec<{ hostile: unknown }>((tie) => ({
  hostile: fc.oneof(
    { maxDepth: 4 },
    odd,
    fc.dictionary(fc.constantFrom(...names), tie('hostile'), { maxKeys: 6 }),
    fc.array(tie('hostile'), { maxLength: 3 }),
  ),
}));

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const answered = (status: number, body: unknown): OutboundAnswer => ({
  outcome: 'answered',
  status,
  headers: { date: 'yesterday', 'retry-after': '-1' },
  body: JSON.stringify(body),
});

for (const type of providerTypes) {
  test(`${type.type}: whatever the provider answers is read without a failure of ours`, () => {
    fc.assert(
      fc.property(hostile, hostile, fc.constantFrom(200, 400, 401, 403, 429, 500), (one, other, status) => {
        const judged = classifyTokenAnswer(answered(status, one), now, type.readTokenAnswer?.bind(type));
        if (judged.answer === 'issued') {
          const { members, expiresIn, scopes } = judged.tokens;
          keepTokens(judged.tokens, { scopes: [], extraTokenKeys: ['team'] }, now);
          assert.ok(expiresIn === undefined || Number.isSafeInteger(now + expiresIn));
          assert.ok(scopes === undefined || scopes.every((scope) => typeof scope === 'string'));
          const account = type.readAccount?.({ answer: asJson(other), token: members, claims: {} });
          assert.ok(account === undefined || (typeof account.id === 'string' && typeof account.name === 'string'));
        }
        readDeviceCode(answered(status, one), now);
        const user = readValidation(type, answered(status, other), now);
        if (user.verdict === 'valid' && user.user !== undefined)
          assert.ok(Number.isSafeInteger(user.user.id) && typeof user.user.login === 'string');
        type.readAccount?.({ answer: asJson(one), token: {}, claims: {} });
        for (const { id, account } of type.readInstallations?.(asJson(one)) ?? [])
          assert.ok(Number.isSafeInteger(id) && typeof account.login === 'string');
      }),
      { numRuns: 400 },
    );
  });
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { epochSeconds } from '../../protocol/units.ts';
import type { OutboundAnswer } from '../ports.ts';
import { generic } from '../providers/generic.ts';
import { judgeTokenProbe } from './judge-token-probe.ts';

const answered = (status: number, body: unknown): OutboundAnswer => ({
  outcome: 'answered',
  status,
  headers: {},
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

for (const [title, answer, endpoint, client] of [
  ['RFC 6749 §5.2: invalid_grant means that the client is known', answered(400, { error: 'invalid_grant' }), 'ok', 'ok'],
  ['GitHub: bad_verification_code with status 200 means it too', answered(200, { error: 'bad_verification_code' }), 'ok', 'ok'],
  ['RFC 6749 §5.2: invalid_client means that it is not', answered(401, { error: 'invalid_client' }), 'ok', 'failed'],
  ['GitHub: a wrong secret', answered(200, 'error=incorrect_client_credentials'), 'ok', 'failed'],
  ['status 401 without a word is about the client', answered(401, ''), 'ok', 'failed'],
  ['any other error says nothing of the client', answered(400, { error: 'invalid_request' }), 'ok', 'skipped'],
  ['a page is no token endpoint', answered(200, '<html>'), 'failed', 'skipped'],
  ['nor is a path nobody knows', answered(404, 'Not Found'), 'failed', 'skipped'],
  ['nor is a server that is ill', answered(502, ''), 'failed', 'skipped'],
  ['a token for a made-up code is no good sign', answered(200, { access_token: 'x', token_type: 'bearer' }), 'failed', 'skipped'],
  ['nobody answers', { outcome: 'failed', reached: false, words: 'p.example could not be reached' }, 'failed', 'skipped'],
] satisfies readonly (readonly [string, OutboundAnswer, string, string])[]) {
  test(title, () => {
    const judged = judgeTokenProbe(answer, generic, epochSeconds(1000));
    assert.deepEqual([judged.tokenEndpoint.outcome, judged.client.outcome], [endpoint, client]);
    for (const { detail } of Object.values(judged)) assert.match(detail, /^\S.*\S$/);
  });
}

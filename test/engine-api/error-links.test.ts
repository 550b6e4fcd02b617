import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { listExplainedCodes } from '../../src/http/engine-api/explanations/list-explained-codes.ts';
import { engineOperations } from '../../src/http/engine-api/registry.ts';
import { type EngineApi, startEngineApi } from '../support/engine-api.ts';

suite('RFC 6749 §5.2, error_uri: where it leads, the error is explained', () => {
  let api: EngineApi;
  let reference: string;
  before(async () => {
    api = await startEngineApi();
    const { status } = await api.call('/service/update', { errorUriOmitted: false }, { token: api.owner.organization_token });
    assert.equal(status, 200);
    reference = await (await fetch(`${api.url}/docs`)).text();
  });
  after(() => api[Symbol.asyncDispose]());

  test('every code that may be in one has an anchor, and words for it', () => {
    for (const { code } of listExplainedCodes(engineOperations))
      assert.match(reference, new RegExp(`<dt id="${code}"><code>${code}</code></dt><dd>\\S[^<]*\\. <span class="detail">\\S`), code);
  });

  const client = { clientId: 'nobody', clientSecret: 'wrong' };
  const refused: readonly (readonly [path: string, body: Readonly<Record<string, unknown>>, code: string])[] = [
    ['/auth/token', { parameters: 'grant_type=client_credentials', ...client }, 'A157302'],
    ['/auth/token', { parameters: 'grant_type=client_credentials' }, 'A244305'],
    ['/auth/authorization', {}, 'A004201'],
    ['/auth/authorization', { parameters: 'response_type=code&client_id=nobody' }, 'A004302'],
    ['/auth/authorization/issue', { ticket: 'none', subject: 'ann' }, 'A040201'],
    ['/auth/authorization/fail', { ticket: 'none', reason: 'DENIED' }, 'A041201'],
    ['/auth/token/issue', { ticket: 'none', subject: 'ann' }, 'A054201'],
    ['/auth/token/fail', { ticket: 'none', reason: 'UNKNOWN' }, 'A067201'],
    ['/auth/revocation', { parameters: 'token=a' }, 'A116302'],
    ['/auth/introspection/standard', { parameters: 'a=b' }, 'A145390'],
    ['/pushed_auth_req', { parameters: 'request_uri=a', ...client }, 'A157302'],
    ['/device/authorization', { parameters: 'client_id=nobody' }, 'A157302'],
    ['/client/registration', { json: '{}' }, 'A202301'],
    ['/client/registration/get', { token: 'a', clientId: 'nobody' }, 'A217399'],
    ['/idtoken/reissue', { accessToken: 'a', refreshToken: 'b' }, 'A379201'],
    ['/backchannel/authentication', { parameters: 'a=b' }, 'A169301'],
    ['/gm', { accessToken: 'a', gmAction: 'QUERY', grantId: 'b' }, 'A277301'],
  ];
  for (const [path, body, code] of refused)
    test(`${path}: ${code}`, async () => {
      const { status, text, body: answer } = await api.call(path, body);
      assert.equal(status, 200, text);
      const content = JSON.parse(answer.responseContent) as { readonly error_uri: string; readonly error_description: string };
      assert.deepEqual([answer.resultCode, new URL(content.error_uri).hash], [code, `#${code}`], text);
      assert.ok(content.error_description.startsWith(`[${code}] `));
      const page = await fetch(content.error_uri);
      assert.equal(page.status, 200);
      assert.ok((await page.text()).includes(`id="${code}"`));
    });
});

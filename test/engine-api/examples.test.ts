import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { deriveOperation } from '../../scripts/commands/derive-operation.ts';
import { exampleRequest } from '../../scripts/docs/engine-api/example-curl.ts';
import type { EngineOperation } from '../../src/http/engine-api/engine-operation.ts';
import { engineOperations } from '../../src/http/engine-api/registry.ts';
import { type EngineApi, startEngineApi } from '../support/engine-api.ts';

/** What an example would be to blame for: its token, its path, its body, or us. A thing that is not there is fine. */
const ownFaults: ReadonlySet<string> = new Set([
  'A001101',
  'A001202',
  'A001203',
  'A001204',
  'A001205',
  'A001206',
  'A001207',
  'A001208',
  'A001209',
  'A001210',
]);

/** What ends the service comes last. */
const endsService = ({ path }: EngineOperation): boolean => path === '/service/delete';

suite('the examples of the reference', () => {
  let api: EngineApi;
  before(async () => {
    api = await startEngineApi();
  });
  after(() => api[Symbol.asyncDispose]());

  for (const operation of [...engineOperations].sort((a, b) => Number(endsService(a)) - Number(endsService(b))))
    test(`${operation.command.join(' ')}: the example is a right call`, async () => {
      const { path, body } = exampleRequest(deriveOperation(operation));
      const response = await fetch(api.url + path, {
        method: operation.method,
        headers: {
          authorization: `Bearer ${api.owner.organization_token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
      const { resultCode }: { readonly resultCode?: string } = isJson ? JSON.parse(text) : {};
      assert.ok(response.status < 500, text);
      assert.ok(resultCode === undefined || !ownFaults.has(resultCode), text);
      if (response.status >= 400) assert.match(resultCode ?? '', /^A\d{6}$/);
    });
});

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import type { Operation } from '../../src/http/api/operation.ts';
import { operations } from '../../src/http/api/registry.ts';
import { hostile, type Schema, valuesOf } from '../support/hostile-values.ts';
import { type OwnedApi, startOwnedApi } from '../support/owned-api.ts';

/** Text that a person might write into such a field. */
const likelyText: fc.Arbitrary<unknown> = fc.constantFrom(
  'github',
  'oauth2',
  'up',
  'ada',
  'https://example.com/a',
  'repo:octo/*',
  'owner',
  '2030-01-01T00:00:00Z',
  `${'Kx'.repeat(21)}K`,
);

describe('whatever an owner sends, no operation fails on our side', () => {
  let api: OwnedApi;
  before(async () => {
    api = await startOwnedApi({
      id: 'up',
      type: 'oauth2',
      client_id: 'c',
      client_secret: 's',
      auth_url: 'http://127.0.0.1:1/a',
      token_url: 'http://127.0.0.1:1/t',
      no_refresh: true,
    });
    await api.call('POST', '/agents', { name: 'ada' });
  });
  after(() => api[Symbol.asyncDispose]());

  /** They would end what the other requests are made with, or say that a provider is not there, as they should. */
  const left = ['changeMyPassword', 'changeUserRole', 'suspendUser', 'signOut', 'endOtherSessions', 'createFirstUser'];
  const tested = operations.filter(({ name }) => !left.includes(name));

  const requestOf = ({
    params,
    query,
    body,
  }: Operation): fc.Arbitrary<{ params: Readonly<Record<string, unknown>>; query: Readonly<Record<string, unknown>>; body: unknown }> =>
    fc.record({
      params: fc.dictionary(
        fc.constantFrom(...Object.keys((params as Schema | undefined)?.properties ?? { none: {} })),
        fc.oneof(likelyText, hostile),
      ),
      query: fc.record(
        Object.fromEntries(
          Object.entries((query as Schema | undefined)?.properties ?? {})
            .filter(([name]) => name !== 'listen')
            .map(([name, schema]) => [name, valuesOf(schema, likelyText)]),
        ),
        { requiredKeys: [] },
      ),
      body: body === undefined ? fc.constant(undefined) : valuesOf(body as Schema, likelyText),
    });

  const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value)).toWellFormed();

  for (const operation of tested) {
    test(`${operation.method} ${operation.path}`, async () => {
      await fc.assert(
        fc.asyncProperty(requestOf(operation), async ({ params, query, body }) => {
          const path = operation.path
            .replace('/api/v2', '')
            .replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(text(params[name] ?? 'up')).slice(0, 2000) || 'up')
            .replaceAll(/\/\.{1,2}(?=\/|$)/g, '/x');
          const asked = new URLSearchParams(Object.entries(query).map(([name, value]): [string, string] => [name, text(value)])).toString();
          const { status, body: answered } = await api.call(
            operation.method,
            `${path}?${asked}`,
            operation.method === 'GET' ? undefined : body,
          );
          const isOurs = status === 500 && answered?.message === 'Something went wrong on our side.';
          assert.ok(!isOurs, `${operation.method} ${path}?${asked} ${JSON.stringify(body)}`);
        }),
        { numRuns: 40 },
      );
    });
  }
});

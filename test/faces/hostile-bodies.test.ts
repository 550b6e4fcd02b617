import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import type { Operation } from '../../src/http/api/operation.ts';
import { operations } from '../../src/http/api/registry.ts';
import { type OwnedApi, startOwnedApi } from '../support/owned-api.ts';

interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: string;
  readonly pattern?: string;
}

/** What no field expects: wrong types, huge and odd values, and texts that databases, URLs, patterns and prototypes choke on. */
const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1.5,
    1e308,
    2 ** 53,
    [],
    {},
    [[]],
    '',
    ' ',
    '\0',
    '\ud800',
    '\u202e',
    '__proto__',
    '*',
    '0001-01-01T00:00:00Z',
  ),
  fc.constantFrom<unknown>(
    'x'.repeat(5000),
    '(a+)+$',
    '[',
    'https://[::1',
    'http://a b',
    'javascript:alert(1)',
    '9999-12-31T23:59:60Z',
    "' or 1=1 --",
    '%00',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.json({ maxDepth: 3 }).map((text) => JSON.parse(text) as unknown),
);

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

/** Values of a schema, now and then hostile ones. */
function valuesOf(schema: Schema): fc.Arbitrary<unknown> {
  const { anyOf, properties, patternProperties, items } = schema;
  const likely = (): fc.Arbitrary<unknown> => {
    if (schema.const !== undefined) return fc.constant(schema.const);
    if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
    if (anyOf !== undefined) return fc.oneof(...anyOf.map(valuesOf));
    if (properties !== undefined) {
      const members = Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, valuesOf(member)]));
      return fc.record(members, { requiredKeys: [] });
    }
    if (patternProperties !== undefined) {
      return fc.dictionary(
        fc.constantFrom('a', '__proto__', 'constructor', 'contents', 'CLIENT_ID', '\0'),
        valuesOf(Object.values(patternProperties)[0] ?? {}),
        { maxKeys: 3 },
      );
    }
    if (items !== undefined) return fc.array(valuesOf(items), { maxLength: 3 });
    if (schema.type === 'integer') return fc.integer({ min: schema.minimum ?? -5, max: schema.maximum ?? 2 ** 31 });
    if (schema.type === 'boolean') return fc.boolean();
    return fc.oneof(likelyText, hostile);
  };
  return fc.oneof({ weight: 6, arbitrary: likely() }, { weight: 1, arbitrary: hostile });
}

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
            .map(([name, schema]) => [name, valuesOf(schema)]),
        ),
        { requiredKeys: [] },
      ),
      body: body === undefined ? fc.constant(undefined) : valuesOf(body as Schema),
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

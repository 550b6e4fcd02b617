import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import fc from 'fast-check';
import type { EngineOperation } from '../../src/http/engine-api/engine-operation.ts';
import { engineOperations } from '../../src/http/engine-api/registry.ts';
import { type EngineApi, startEngineApi } from '../support/engine-api.ts';
import { hostile, type Schema, valuesOf } from '../support/hostile-values.ts';

/** Text that a front end might send. */
const likelyText: fc.Arbitrary<unknown> = fc.constantFrom(
  'grant_type=client_credentials',
  'grant_type=authorization_code&code=a&redirect_uri=https%3A%2F%2Fa.example',
  'response_type=code&client_id=my-client&scope=openid',
  'token=a&token_type_hint=refresh_token',
  'a=%zz&a=1',
  'my-client',
  '1',
  'ann',
  'openid',
  'https://a.example/b',
  '{"a":1}',
  '[{"key":"a","value":"b"}]',
  'eyJhbGciOiJub25lIn0.e30.',
  '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
);

/** Bodies that are no JSON object, in whatever way. */
const rawBodies: readonly (readonly [what: string, body: string | Uint8Array<ArrayBuffer>, type?: string])[] = [
  ['nothing', ''],
  ['null', 'null'],
  ['a list', '[]'],
  ['a number', '1e999'],
  ['text', '"parameters"'],
  ['half of an object', '{"parameters":'],
  ['two objects', '{}{}'],
  ['a byte order mark', '\ufeff{}'],
  ['prototype names', '{"__proto__":{"parameters":"a"},"constructor":{"prototype":{"a":1}}}'],
  ['members twice', '{"parameters":1,"parameters":"a"}'],
  ['ten thousand lists in one another', '['.repeat(10_000)],
  ['ten thousand objects in one another', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
  ['more than a megabyte', JSON.stringify({ parameters: 'a'.repeat(1024 * 1024) })],
  ['a megabyte of small members', JSON.stringify(Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`m${index}`, 1])))],
  ['bytes that are no UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
  ['UTF-16', new Uint8Array(Buffer.from('{"parameters":"a"}', 'utf16le'))],
  ['UTF-16 that says so', new Uint8Array(Buffer.from('{"parameters":"a"}', 'utf16le')), 'application/json; charset=utf-16'],
  ['a broken form', 'parameters=%zz&parameters=%ff', 'application/x-www-form-urlencoded'],
  ['a form of ten thousand members', 'a=1&'.repeat(10_000), 'application/x-www-form-urlencoded'],
  ['a form of prototype names', '__proto__=1&constructor=2&toString=3', 'application/x-www-form-urlencoded'],
  ['XML', '<parameters/>', 'application/xml'],
  ['several parts', '--a\r\n\r\n--a--', 'multipart/form-data; boundary=a'],
  ['a type that is none', '{}', 'application'],
];

/** Segments and values that are hard on paths and queries. */
const hardText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '%00',
    '%2e%2e',
    '%ff',
    '%',
    '..%2f..',
    '__proto__',
    '-1',
    '1e99',
    'NaN',
    '9'.repeat(400),
    'x'.repeat(5000),
    '%F0%9F%92%A9',
  ),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }).map((value) => encodeURIComponent(value.toWellFormed())),
);

const namesOf = (schema: EngineOperation['params']): readonly string[] => Object.keys(schema?.properties ?? {});

/** Answers of our own code never tell of it. */
const innards = /\bat \S+ \(|node:internal|node_modules|SQLITE|TypeError|RangeError|SyntaxError/;

suite('whatever a front end sends, no operation fails on our side', () => {
  let api: EngineApi;
  before(async () => {
    api = await startEngineApi();
  });
  after(() => api[Symbol.asyncDispose]());

  async function send(
    { method, about }: EngineOperation,
    path: string,
    body?: string | Uint8Array<ArrayBuffer>,
    type = 'application/json',
  ): Promise<void> {
    const url = `${api.url}/api${about === 'service' ? `/${api.owner.service_id}` : ''}${path}`;
    const token = about === 'service' ? api.owner.service_token : api.owner.organization_token;
    const response = await fetch(url, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': type }) },
      signal: AbortSignal.timeout(20_000),
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const told = `${method} ${path} → ${response.status} ${text.slice(0, 300)}`;
    assert.ok(response.status < 500, told);
    assert.doesNotMatch(text, innards, told);
    assert.ok(!text.includes(token), told);
    if (response.status < 300) {
      const { resultCode = 'A000000' }: { readonly resultCode?: string } = text.startsWith('{') ? JSON.parse(text) : {};
      assert.doesNotMatch(resultCode, /^A\d{3}1/, told); // the fourth digit, 1, says that we are to blame
      return;
    }
    assert.deepEqual(Object.keys(JSON.parse(text)), ['resultCode', 'resultMessage'], told);
    assert.match(text, /^\{"resultCode":"(A\d{6})","resultMessage":"\[\1\] /, told);
  }

  /** What ends the service would end the test; the rest may do what it likes. */
  const tested = engineOperations.filter(({ path }) => path !== '/service/delete');
  const plainPath = ({ path }: EngineOperation): string => path.replaceAll(/\{\w+\}/g, 'x');

  for (const operation of tested) {
    const { method, path, params, query, body } = operation;
    const title = `${method} ${path}`;
    if (body !== undefined) {
      test(`${title}: hostile members`, { timeout: 60_000 }, () =>
        fc.assert(
          fc.asyncProperty(valuesOf(body as Schema, likelyText), (value) =>
            send(operation, plainPath(operation), JSON.stringify(value) ?? ''),
          ),
          { numRuns: 20 },
        ),
      );
      test(`${title}: bodies that are none`, { timeout: 60_000 }, async () => {
        for (const [, raw, type] of rawBodies) await send(operation, plainPath(operation), raw, type);
      });
    }
    if (namesOf(params).length > 0 || query !== undefined)
      test(`${title}: hostile paths and queries`, { timeout: 60_000 }, () =>
        fc.assert(
          fc.asyncProperty(
            fc.func(hardText),
            fc.array(fc.tuple(fc.constantFrom('start', 'end', 'pretty', '__proto__', ...namesOf(query)), fc.oneof(hardText, hostile)), {
              maxLength: 4,
            }),
            (segment, pairs) => {
              const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => segment(name));
              const asked = pairs.map(
                ([name, value]) => `${name}=${typeof value === 'string' ? encodeURIComponent(value.toWellFormed()) : 7}`,
              );
              return send(operation, `${filled}?${asked.join('&')}`, body === undefined ? undefined : '{}');
            },
          ),
          { numRuns: 20 },
        ),
      );
  }
});

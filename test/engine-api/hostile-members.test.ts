import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { EngineOperation } from '../../src/http/engine-api/engine-operation.ts';
import { engineOperations } from '../../src/http/engine-api/registry.ts';
import { type EngineApi, startEngineApi } from '../support/engine-api.ts';
import type { Schema } from '../support/hostile-values.ts';

/** Texts that databases, JSON, URLs, patterns and prototypes choke on. */
const hardTexts: readonly string[] = [
  '"a\\u0000b"',
  '"\\ud800"',
  '"\\udfff\\ud800"',
  '"__proto__"',
  '"constructor"',
  '"hasOwnProperty"',
  '"\\r\\nSet-Cookie: a=b"',
  '"<script>alert(1)</script>"',
  `"${'x'.repeat(256 * 1024)}"`,
  `"${'a=b&'.repeat(64 * 1024)}"`,
  `"${'%00'.repeat(10_000)}"`,
  `"${'\u00e9'.repeat(5000)}"`,
  `"${'{\\"a\\":'.repeat(10_000)}1${'}'.repeat(10_000)}"`,
  `"${'['.repeat(10_000)}"`,
  '"{\\"__proto__\\":{\\"a\\":1},\\"a\\":1e400}"',
];

/** Numbers that JSON can write, and computers cannot keep. */
const hardNumbers: readonly string[] = ['1e400', '-1e400', '-0', '9007199254740992', '9223372036854775808', '1e-400', '0.1', '-1', '1E3'];

const otherValues: readonly string[] = [
  'null',
  'true',
  '[]',
  '{}',
  '{"__proto__":1}',
  `[${'"a",'.repeat(20_000)}"a"]`,
  `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
];

const valuesFor = ({ type, anyOf = [] }: Schema): readonly string[] => {
  const types = new Set([type, ...anyOf.map((each) => each.type)]);
  return [
    ...(types.has('string') ? hardTexts : hardTexts.slice(0, 2)),
    ...(types.has('integer') ? hardNumbers : ['1e400']),
    ...otherValues,
  ];
};

/** Answers never tell of our own code, nor hand on what was sent as a header. */
const innards = /\bat \S+ \(|node:internal|node_modules|SQLITE|syntax error|TypeError|RangeError|SyntaxError/;

suite('one member of a call that is hostile, among others that are right', () => {
  let api: EngineApi;
  before(async () => {
    api = await startEngineApi();
  });
  after(() => api[Symbol.asyncDispose]());

  async function send(method: string, path: string, body?: string | Buffer<ArrayBuffer>, type = 'application/json') {
    const response = await fetch(`${api.url}/api${path}`, {
      method,
      redirect: 'manual',
      headers: { authorization: `Bearer ${api.owner.organization_token}`, ...(body === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body }),
      signal: AbortSignal.timeout(20_000),
    });
    const text = await response.text();
    const told = `${method} ${path.slice(0, 200)} ${String(body).slice(0, 200)} → ${response.status} ${text.slice(0, 300)}`;
    assert.ok(response.status < 500, told);
    assert.doesNotMatch(text, innards, told);
    assert.doesNotMatch(text, /"resultCode":"A\d{3}1/, told);
    assert.equal(response.headers.get('set-cookie'), null);
    const { resultMessage = '' }: { readonly resultMessage?: string } = /^\{"resultCode/.test(text) ? JSON.parse(text) : {};
    assert.ok(resultMessage.length < 1100, `${resultMessage.length} letters: ${told}`);
    const isPlain = response.headers.get('content-type')?.startsWith('application/json') !== true;
    return { status: response.status, headers: response.headers, text, body: isPlain || text === '' ? undefined : JSON.parse(text) };
  }

  const textOf = (value: unknown): string => (typeof value === 'string' ? value.replaceAll('$', '') : 'x');
  const pathOf = ({ path, about, example }: EngineOperation): string =>
    (about === 'service' ? `/${api.owner.service_id}` : '') +
    path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(textOf(example[name])));
  /** The example of the operation with one member in other words, which JSON need not be able to say of a value. */
  const bodyWith = (example: Readonly<Record<string, unknown>>, member: string, value: string): string => {
    const others = Object.entries(example).filter(([name]) => name !== member);
    return `{${[...others.map(([name, each]) => `${JSON.stringify(name)}:${JSON.stringify(each)}`), `${JSON.stringify(member)}:${value}`].join(',')}}`;
  };

  /** What deletes the service would end the test; what takes a list has no members. */
  const tested = engineOperations.filter(({ body, path }) => body !== undefined && 'properties' in body && path !== '/service/delete');
  for (const operation of tested)
    test(`${operation.method} ${operation.path}`, { timeout: 60_000 }, async () => {
      const { properties } = operation.body as Schema; // it has members, by the filter
      for (const [member, schema] of Object.entries(properties ?? {}).slice(0, 40))
        for (const value of valuesFor(schema)) {
          const { status, text } = await send(operation.method, pathOf(operation), bodyWith(operation.example, member, value));
          assert.ok(status < 500, `${member}: ${text.slice(0, 200)}`);
        }
    });
});

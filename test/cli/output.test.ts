import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { decode } from '@toon-format/toon';
import fc from 'fast-check';
import { parse } from 'yaml';
import { renderColumns } from '../../src/cli/output/render-columns.ts';
import { renderPretty } from '../../src/cli/output/render-pretty.ts';
import { runJq } from '../../src/cli/output/run-jq.ts';
import { fakeApi, recordingTerminal, runEveryCommand } from './support.ts';

test('pretty: members in order, aligned, what is inside further in', () => {
  const value = { zeta: 1, alpha: { b: [], c: [1, 'x', [true]] }, list: [{ id: 1, name: 'x\ny' }, {}], none: null, empty: {} };
  assert.equal(
    renderPretty(value, false),
    'alpha:\n  b: []\n  c:\n    - 1\n    - x\n    - - true\nempty: {}\nlist:\n  - id:   1\n    name: x\\ny\n  - {}\nnone:  null\nzeta:  1\n',
  );
  assert.deepEqual([renderPretty({}, false), renderPretty([], false), renderPretty('x', false)], ['', '[]\n', 'x\n']);
});

test('table: a row for each thing of a page, a column for each plain member', () => {
  const cases: readonly (readonly [value: unknown, printed: string])[] = [
    [
      {
        total: 2,
        items: [
          { id: 1, tags: [] },
          { id: 2, tags: [] },
        ],
      },
      'ID\n1\n2\n',
    ],
    [[{ a: 'x' }, { b: null }], 'A  B\nx\n\n'],
    [{ a: 1, b: true }, 'A  B\n1  true\n'],
    [['x', 2], 'VALUE\nx\n2\n'],
    [{ items: [] }, '(empty)\n'],
    [{ items: [], start: 0, totalCount: 0 }, '(empty)\n'],
    [{ subject: 'ann', totalCount: 1, clients: [{ id: 1 }] }, 'ID\n1\n'],
    [{ name: 'x', scopes: [] }, 'NAME\nx\n'],
    [{ name: 'x', properties: [{ key: 'k' }] }, 'NAME\nx\n'],
    [{ scopes: ['read', 'write'] }, 'VALUE\nread\nwrite\n'],
    [{ providers: [{ id: 'a' }], links: [] }, 'PROVIDERS:\nID\na\n\nLINKS:\n(empty)\n'],
    [
      [
        { name: '日本', id: 1 },
        { name: 'e\u0301a', id: 2 },
        { name: 'abcd', id: 3 },
      ],
      'NAME  ID\n日本  1\ne\u0301a    2\nabcd  3\n',
    ],
    [[{ 'a\u001b': 1 }], 'A\n1\n'],
    [{}, '(empty)\n'],
    [[{ a: [] }], '(empty)\n'],
    ['text', 'VALUE\ntext\n'],
  ];
  for (const [value, printed] of cases) assert.equal(renderColumns(value), printed, JSON.stringify(value));
});

test('property: whatever is answered can be written, and is the same when it is read back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.jsonValue({ maxDepth: 3 })), async (value) => {
      await using api = await fakeApi(() => ({ body: value }));
      const run = async (...words: readonly string[]): Promise<string> => {
        const terminal = recordingTerminal({ GRANTRY_CONFIG_HOME: '/nonexistent', GRANTRY_SERVER_URL: api.url });
        assert.equal(await runEveryCommand(['lifecycle', 'info', ...words], terminal), 'done', terminal.said.join('\n'));
        return terminal.printed.join('');
      };
      const sent = JSON.parse(JSON.stringify(value));
      assert.deepEqual(JSON.parse(await run('-o', 'json')), sent);
      assert.deepEqual(parse(await run('-o', 'yaml')), sent);
      assert.deepEqual(decode((await run('-o', 'toon')).replace(/\n$/, '')), sent);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what a server sent must not command the terminal
      for (const format of ['pretty', 'table']) assert.doesNotMatch(await run('-o', format), /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    }),
    { numRuns: 25 },
  );
});

test('jq is jq: numbers keep their digits, results are on lines of their own, all or none are there', async () => {
  assert.equal(await runJq('.n', '{"n":9007199254740993}'), '9007199254740993\n');
  assert.equal(await runJq('def f(x): x + 1; f(.a), (.b | tojson) # a remark', '{"a":1,"b":[2]}'), '2\n"[2]"\n');
  assert.equal(await runJq('.[]', '["é\\n", null]'), '"é\\n"\nnull\n');
  await assert.rejects(runJq('.a] | [.b', '{}'), /--jq: syntax error/);
  await assert.rejects(runJq('1, error("late")', '{}'), /--jq: late/);
  assert.equal(process.exitCode, undefined, 'how jq ended is not how the program ends');
});

test('jq takes a long answer in a moment', { timeout: 60_000 }, async () => {
  const things = Array.from({ length: 20_000 }, (_, id) => ({ id, name: 'é'.repeat(40) }));
  const ids = await runJq('.things[].id', JSON.stringify({ things }));
  assert.equal(ids, `${things.map(({ id }) => id).join('\n')}\n`);
});

test('an answer that is not JSON is printed as it came; one without a body prints nothing', async (t) => {
  const server = createServer((request, response) => {
    if (request.url?.includes('extended')) response.writeHead(204).end();
    else response.writeHead(200, { 'content-type': 'text/plain' }).end('OK');
  }).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const run = async (...words: readonly string[]) => {
    const terminal = recordingTerminal({ GRANTRY_CONFIG_HOME: '/nonexistent', GRANTRY_SERVER_URL: `http://127.0.0.1:${port}` });
    const ending = await runEveryCommand(['lifecycle', 'healthcheck', ...words], terminal);
    return [ending, terminal.printed.join('') || terminal.said.join('')];
  };
  assert.deepEqual(await run(), ['done', 'OK\n']);
  assert.deepEqual(await run('--extended', '-o', 'json'), ['done', '']);
  assert.deepEqual(await run('-q', '.'), ['failed', 'grantry: --jq: the answer is not JSONTry: the same without --jq']);
  const [, headers = ''] = await run('--include-headers', '-o', 'json');
  assert.equal(JSON.parse(headers)._result_raw, 'OK');
  assert.equal(JSON.parse(headers)._response_headers['content-type'], 'text/plain');
  const [, empty = ''] = await run('--extended', '--include-headers', '-q', '._response_headers | has("date"), (. == {})');
  assert.equal(empty, 'true\nfalse\n');
});

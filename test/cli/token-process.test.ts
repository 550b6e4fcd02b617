import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { afterRefusal } from '../../src/cli/operations/after-refusal.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { fakeApi, type Recording, recordingTerminal, runEveryCommand, runGrantry } from './support.ts';

const answered = { resultCode: 'A050001', action: 'OK', responseContent: '{"access_token":"at-secret"}', accessTokenDuration: 3600 };

interface Called extends AsyncDisposable {
  readonly terminal: Terminal & Recording;
  readonly ending: string;
  readonly sent: unknown;
  readonly seen: readonly {
    readonly method: string | undefined;
    readonly url: string | undefined;
    readonly headers: NodeJS.Dict<string | string[]>;
  }[];
}

async function call(
  words: readonly string[],
  {
    answer = { body: answered },
    input = '',
    answers,
    environment = {},
  }: {
    readonly answer?: { readonly status?: number; readonly body: unknown };
    readonly input?: string;
    readonly answers?: readonly string[];
    readonly environment?: Terminal['environment'];
  } = {},
): Promise<Called> {
  const api = await fakeApi(() => answer);
  const home = { GRANTRY_CONFIG_HOME: '/nonexistent', GRANTRY_SERVER_URL: api.url };
  const terminal = recordingTerminal({ ...home, ...environment }, input, answers);
  const ending = await runEveryCommand(['token', 'process', ...words], terminal);
  const body = api.seen[0]?.body ?? '';
  return {
    terminal,
    ending,
    seen: api.seen,
    sent: body === '' ? undefined : JSON.parse(body),
    [Symbol.asyncDispose]: () => api[Symbol.asyncDispose](),
  };
}

const needed = ['-s', '17', '--parameters', 'grant_type=client_credentials'] as const;

test('seed 002: every flag of token process goes where the API wants it', async () => {
  await using called = await call([
    '--service-id=17',
    '--parameters=grant_type=authorization_code&code=c',
    '--access-token=at',
    '--access-token-duration=60',
    '--cimd-options={"alwaysRetrieved":true}',
    '--client-certificate=PEM',
    '--client-certificate-path=leaf',
    '--client-certificate-path=root',
    '--client-id=app',
    '--client-secret=hush',
    '--dpop=proof',
    '--dpop-nonce-required',
    '--htm=POST',
    '--htu=https://as.example/token',
    '-j',
    '{"plan":"pro"}',
    '--oauth-client-attestation=att',
    '--oauth-client-attestation-pop=pop',
    '--properties=[{"key":"order","value":"17"}]',
    '-r3600',
    '--bearer=service-token',
  ]);
  assert.equal(called.ending, 'done', called.terminal.said.join('\n'));
  assert.deepEqual(called.sent, {
    parameters: 'grant_type=authorization_code&code=c',
    accessToken: 'at',
    accessTokenDuration: 60,
    cimdOptions: { alwaysRetrieved: true },
    clientCertificate: 'PEM',
    clientCertificatePath: ['leaf', 'root'],
    clientId: 'app',
    clientSecret: 'hush',
    dpop: 'proof',
    dpopNonceRequired: true,
    htm: 'POST',
    htu: 'https://as.example/token',
    jwtAtClaims: '{"plan":"pro"}',
    oauthClientAttestation: 'att',
    oauthClientAttestationPop: 'pop',
    properties: [{ key: 'order', value: '17' }],
    refreshTokenDuration: 3600,
  });
  const [{ method, url, headers } = assert.fail()] = called.seen;
  assert.deepEqual([method, url, headers.authorization], ['POST', '/api/17/auth/token', 'Bearer service-token']);
  assert.equal(headers['content-type'], 'application/json');
});

test('a switch that was not given is left out, and one that is off is sent as false', async () => {
  await using off = await call([...needed, '--dpop-nonce-required=false']);
  assert.deepEqual(off.sent, { parameters: 'grant_type=client_credentials', dpopNonceRequired: false });
  await using unset = await call(needed);
  assert.deepEqual(unset.sent, { parameters: 'grant_type=client_credentials' });
});

test('flags are laid over --body, which counts in place of stdin; what the body needs is not asked for then', async (t) => {
  const cases: readonly (readonly [name: string, words: readonly string[], input: string, sent: unknown])[] = [
    ['--body', ['-s1', '--body', '{"parameters":"a=b","htm":"GET"}', '--htm', 'PUT'], '', { parameters: 'a=b', htm: 'PUT' }],
    ['stdin', ['-s1', '--client-id', 'x'], '{"parameters":"a=b","unheardOf":1}\n', { parameters: 'a=b', unheardOf: 1, clientId: 'x' }],
    ['both', ['-s1', '--body', '{"parameters":"flag"}'], '{"parameters":"stdin"}', { parameters: 'flag' }],
    ['blanks on stdin', [...needed], ' \n\t', { parameters: 'grant_type=client_credentials' }],
  ];
  for (const [name, words, input, sent] of cases) {
    await t.test(name, async () => {
      await using called = await call(words, { input });
      assert.deepEqual(called.sent, sent);
    });
  }
});

test('what is wrong is named before anything is sent', async (t) => {
  const cases: readonly (readonly [words: readonly string[], input: string, message: RegExp])[] = [
    [['--parameters', 'x'], '', /--service-id <string> is needed/],
    [['-s1'], '', /--parameters <string> is needed, or a JSON body by --body or stdin/],
    [[], '', /--service-id <string> is needed; --parameters <string> is needed, or a JSON body by --body or stdin/],
    [['--body', '{}'], '', /--service-id <string> is needed/],
    [[...needed, '--properties', '[{"key":hush}]'], '', /--properties is not JSON/],
    [[...needed, '-j', '{"a":'], '', /--jwt-at-claims is not JSON: it ends too soon/],
    [[...needed, '--access-token-duration', '1.5'], '', /--access-token-duration: found "1.5"; accepted: a whole number/],
    [[...needed, '--access-token-duration', '9007199254740993'], '', /accepted: a whole number/],
    [['-s1', '--body', '[1]'], '', /--body is not a JSON object/],
    [['-s1'], 'hush', /stdin is not JSON/],
    [[...needed, '--timeout', 'soon'], '', /--timeout: found "soon"/],
    [[...needed, '-H', 'hush'], '', /--header: accepted: "Name: value"/],
    [[...needed, '--server', 'nowhere'], '', /--server: found "nowhere"; accepted: 0 \(local\)/],
    [[...needed, '--cimd-option', '{}'], '', /unknown flag --cimd-option. Did you mean --cimd-options/],
  ];
  for (const [words, input, message] of cases) {
    await t.test(words.join(' '), async () => {
      await using called = await call(words, { input });
      assert.equal(called.ending, 'failed');
      assert.match(called.terminal.said.join('\n'), new RegExp(`${message.source}[\\s\\S]*Try: grantry token process --help`));
      assert.deepEqual([called.seen, called.terminal.printed], [[], []]);
      assert.ok(!called.terminal.said.join('').includes('hush'), 'what was typed may be a secret');
    });
  }
});

test('a person is asked for what is missing; nobody is with --no-interactive, and no agent', async () => {
  await using asked = await call([], { answers: ['a=b', '17'] });
  assert.deepEqual([asked.ending, asked.sent, asked.seen[0]?.url], ['done', { parameters: 'a=b' }, '/api/17/auth/token']);
  for (const word of ['--no-interactive', '--agent-mode']) {
    await using silent = await call([word], { answers: ['a=b', '17'] });
    assert.deepEqual([silent.ending, silent.seen], ['failed', []]);
  }
});

test('the answer is written in every format, and filtered by jq itself', async (t) => {
  const body = { b: [{ id: 12, name: 'x' }], a: 'y' };
  const cases: readonly (readonly [words: readonly string[], printed: string])[] = [
    [[], 'a: y\nb:\n  - id:   12\n    name: x\n'],
    [['-o', 'pretty'], 'a: y\nb:\n  - id:   12\n    name: x\n'],
    [['-o', 'json'], '{"b":[{"id":12,"name":"x"}],"a":"y"}\n'],
    [['-o', 'yaml'], 'b:\n  - id: 12\n    name: x\na: y\n'],
    [['-o', 'table'], 'A\ny\n'],
    [['-o', 'toon'], 'b[1]{id,name}:\n  12,x\na: y\n'],
    [['--agent-mode'], 'b[1]{id,name}:\n  12,x\na: y\n'],
    [['--agent-mode', '-o', 'json'], '{"b":[{"id":12,"name":"x"}],"a":"y"}\n'],
    [['-q', '.b[] | .id, {n: .name}', '-o', 'yaml'], '12\n{\n  "n": "x"\n}\n'],
    [['-q', 'empty'], ''],
    [
      ['--color', 'always'],
      '\u001b[36ma\u001b[0m: \u001b[32my\u001b[0m\n\u001b[36mb\u001b[0m:\n  - \u001b[36mid\u001b[0m:   \u001b[33m12\u001b[0m\n    \u001b[36mname\u001b[0m: \u001b[32mx\u001b[0m\n',
    ],
  ];
  for (const [words, printed] of cases) {
    await t.test(words.join(' '), async () => {
      await using called = await call([...needed, ...words], { answer: { body } });
      assert.deepEqual([called.terminal.printed.join(''), called.terminal.said], [printed, []]);
    });
  }
});

test('the format is named by flag, then the environment, then the agent', async () => {
  await using named = await call(needed, { environment: { GRANTRY_OUTPUT_FORMAT: 'json', CLAUDE_CODE: '1' } });
  assert.equal(named.terminal.printed.join(''), `${JSON.stringify(answered)}\n`);
  await using wrong = await call(needed, { environment: { GRANTRY_OUTPUT_FORMAT: 'xml' } });
  assert.match(wrong.terminal.said.join('\n'), /GRANTRY_OUTPUT_FORMAT: found "xml"/);
});

test('a filter that jq cannot read, or that fails, is told in its words, and prints nothing', async () => {
  for (const [filter, words] of [
    ['.a |', /^grantry: --jq: syntax error, unexpected end of file/],
    ['1, 2, error("no")', /^grantry: --jq: no/],
    ['--help', /^grantry: --jq: /],
  ] as const) {
    await using called = await call([...needed, `--jq=${filter}`]);
    assert.equal(called.ending, 'failed');
    assert.match(called.terminal.said.join('\n'), words);
    assert.deepEqual(called.terminal.printed, []);
  }
});

test('headers are sent, and those of the answer are added to the result', async () => {
  await using called = await call([...needed, '-H', 'X-Trace: a:b', '--header', 'accept: text/plain', '--include-headers', '-o', 'json']);
  const [{ headers } = assert.fail()] = called.seen;
  assert.deepEqual([headers['x-trace'], headers.accept], ['a:b', 'text/plain']);
  const printed = JSON.parse(called.terminal.printed.join(''));
  assert.equal(printed.resultCode, 'A050001');
  assert.equal(printed._response_headers['content-type'], 'application/json');
});

test('--dry-run shows the request without its secrets, and sends nothing', async () => {
  const secret = [
    '--client-secret',
    'hush',
    '--bearer',
    'hush',
    '-H',
    'X-Api-Key: hush',
    '--properties',
    '[{"key":"token","value":"seen"}]',
  ];
  await using called = await call(['-s1', '--parameters', 'code=hush&client_secret=hush&scope=read', ...secret, '--dry-run', '-o', 'json']);
  assert.deepEqual([called.ending, called.seen, called.terminal.printed.join('')], ['done', [], '{}\n']);
  const said = called.terminal.said.join('\n');
  assert.match(said, /^\[DRY-RUN\] Would send: POST http:\/\/127\.0\.0\.1:\d+\/api\/1\/auth\/token\n/);
  assert.match(said, /"parameters":"code=\[redacted\]&client_secret=\[redacted\]&scope=read"/);
  assert.match(said, /"value":"seen"[\s\S]*\n\[DRY-RUN\] Nothing was sent\.$/);
  assert.ok(!said.includes('hush'), said);
});

test('--debug shows both sides without their secrets', async () => {
  await using called = await call([...needed, '--client-secret', 'hush', '--bearer', 'hush', '-d', '-q', '.action']);
  const said = called.terminal.said.join('\n');
  assert.match(said, /^\[DEBUG\] → POST http:\S+\n[\s\S]*\n\[DEBUG\] ← 200 after \d+ ms\n/);
  assert.ok(!said.includes('hush') && !said.includes('at-secret'), said);
  assert.equal(called.terminal.printed.join(''), '"OK"\n');
});

const refusal = { resultCode: 'A001215', resultMessage: '[A001215] The client is locked.' };

test('seed 002: a refusal is told as it came, as JSON where that is the format, and structured for agents', async (t) => {
  await t.test('for people', async () => {
    await using called = await call(needed, { answer: { status: 403, body: refusal } });
    assert.equal(called.ending, 'failed');
    assert.match(
      called.terminal.said.join('\n'),
      /^API Error \(HTTP 403\):\nresultCode: +A001215\nresultMessage: \[A001215\] The client is locked\.\nTry: /,
    );
  });
  await t.test('for programs', async () => {
    await using called = await call([...needed, '-o', 'json'], { answer: { status: 403, body: refusal } });
    const { _hint, ...told } = JSON.parse(called.terminal.said.join('\n'));
    assert.deepEqual(told, { error: 'API Error (HTTP 403)', status_code: 403, body: refusal });
    assert.match(_hint, /a token that may do this/);
  });
  const types = { 400: 'validation_error', 401: 'authentication_error', 403: 'authorization_error', 404: 'not_found', 409: 'api_error' };
  for (const [status, type] of Object.entries({
    ...types,
    422: 'validation_error',
    429: 'rate_limit_error',
    500: 'server_error',
    503: 'server_error',
  })) {
    await t.test(`for agents: ${status}`, async () => {
      await using called = await call([...needed, '--agent-mode'], { answer: { status: Number(status), body: refusal } });
      const { hints, ...told } = JSON.parse(called.terminal.said.join('\n'));
      const error = `API Error (HTTP ${status})`;
      assert.deepEqual(told, { error, status_code: Number(status), body: refusal, error_type: type, message: refusal.resultMessage });
      assert.equal(hints.length, status === '409' ? 0 : 1);
      assert.equal(called.terminal.said.length, 1, 'it is said once');
    });
  }
});

test('what a refusal leaves to do is said: another server, another time, another call', async (t) => {
  const cases: readonly (readonly [status: number, body: unknown, next: RegExp])[] = [
    [400, refusal, /\nTry: grantry token process --help$/],
    [404, { message: 'Route not found.' }, /\nTry: grantry auth whoami, to see which server was asked/],
    [404, refusal, /\nTry: grantry token process --help$/],
    [429, refusal, /\nTry: the same again in a while$/],
    [302, '', /^API Error \(HTTP 302\)\nTry: --server-url <url>, with the one that http:\S+ redirects to$/],
    [502, '', /^API Error \(HTTP 502\)\nTry: the same again/],
    [502, '<p>\u001b[2J', /^API Error \(HTTP 502\):\n<p> \[2J\nTry: /],
  ];
  for (const [status, body, next] of cases) {
    await t.test(`${status} ${JSON.stringify(body)}`, async () => {
      await using called = await call(needed, { answer: { status, body } });
      assert.match(called.terminal.said.join('\n'), next);
    });
  }
  const target = { url: 'http://h', urlSource: 'flag' as const, bearer: undefined, bearerSource: 'unset' as const };
  const after = (retryAfter: string) => afterRefusal({ status: 429, body: {}, retryAfter }, target, ['token', 'process']);
  assert.deepEqual(['30', 'Fri, 31 Dec 1999 23:59:59 GMT'].map(after), [
    'the same again in 30 s',
    'the same again after Fri, 31 Dec 1999 23:59:59 GMT',
  ]);
});

test('errors are JSON where the environment asks for that, too', async () => {
  await using called = await call(needed, { answer: { status: 403, body: refusal }, environment: { GRANTRY_OUTPUT_FORMAT: 'json' } });
  assert.equal(JSON.parse(called.terminal.said.join('\n')).status_code, 403);
});

test('a token that no header can carry is refused before anything is sent, and not shown', async () => {
  for (const bearer of ['', 'hush\n', 'hush hush', 'hüsh']) {
    await using flagged = await call([...needed, `--bearer=${bearer}`]);
    await using kept = await call(needed, { environment: { GRANTRY_BEARER: bearer || '\n' } });
    for (const { terminal, ending, seen } of [flagged, kept]) {
      assert.deepEqual([ending, seen], ['failed', []]);
      assert.match(terminal.said.join('\n'), /^grantry: (--bearer is empty|the token to send is empty, or has blanks)/);
      assert.ok(!/h.sh/.test(terminal.said.join('\n')), terminal.said.join('\n'));
    }
  }
});

test('a URL of a server has no name, query or fragment, and a password in one is not shown', async () => {
  for (const url of [
    'http://ann:hush@127.0.0.1:1/x',
    'http://127.0.0.1:1/?token=hush',
    'http://127.0.0.1:1/#hush',
    'ann:hush@host',
    'hush@host',
  ]) {
    const terminal = recordingTerminal({ GRANTRY_CONFIG_HOME: '/nonexistent' });
    assert.equal(await runEveryCommand(['token', 'process', ...needed, '--server-url', url], terminal), 'failed');
    assert.match(terminal.said.join('\n'), /^grantry: ".*" is not the URL of a server.*\nTry: /);
    assert.ok(!terminal.said.join('').includes('hush'), terminal.said.join('\n'));
  }
});

test('a timeout that is none is named where it stands', async () => {
  await using called = await call(needed, { environment: { GRANTRY_TIMEOUT: 'soon' } });
  assert.match(called.terminal.said.join('\n'), /^grantry: GRANTRY_TIMEOUT: found "soon"/);
});

test('a server that does not answer in time, or at all, is a connection error', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  await using api = await fakeApi(async () => promise.then(() => ({ body: {} })));
  const environment = { GRANTRY_CONFIG_HOME: '/nonexistent', FORCE_AGENT_MODE: 'yes' };
  const slow = recordingTerminal(environment);
  assert.equal(await runEveryCommand(['--timeout', '30ms', '--server-url', api.url, 'token', 'process', ...needed], slow), 'failed');
  resolve();
  const told = JSON.parse(slow.said.join(''));
  assert.deepEqual([told.error_type, /no answer in 0\.03 s/.test(told.message), 'status_code' in told], ['connection_error', true, false]);
  assert.match(told.hints[0], /a longer --timeout/);
  const broken = createServer((_request, response) => {
    response.writeHead(200, { 'content-length': '9' }).write('{', () => response.destroy());
  }).listen(0, '127.0.0.1');
  await once(broken, 'listening');
  const address = broken.address();
  const half = recordingTerminal(environment);
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  await runEveryCommand(['token', 'process', ...needed, '--server-url', url], half);
  broken.close();
  assert.match(JSON.parse(half.said.join('')).message, /does not answer: it broke off$/);
  const gone = recordingTerminal(environment);
  await runEveryCommand(['token', 'process', ...needed, '--server-url', 'http://127.0.0.1:1'], gone);
  const refused = JSON.parse(gone.said.join(''));
  assert.deepEqual([refused.error_type, /grantry serve/.test(refused.hints[0])], ['connection_error', true]);
});

test('wrong usage is told to agents in JSON, whatever they got wrong', async () => {
  for (const words of [
    ['token', 'proces', '--agent-mode'],
    ['token', 'process', '--agent-mode', '--nonsense'],
  ]) {
    const terminal = recordingTerminal();
    assert.equal(await runEveryCommand(words, terminal), 'failed');
    assert.equal(JSON.parse(terminal.said.join('')).error_type, 'validation_error');
  }
  const terminal = recordingTerminal({ CLAUDE_CODE: '1' });
  await runEveryCommand(['nonsense', '--agent-mode=false'], terminal);
  assert.match(terminal.said.join('\n'), /^grantry: unknown command/);
});

test('the process reads stdin, prints the answer, and ends with 0 or 1', async () => {
  await using api = await fakeApi(({ body }) => ({ status: body.includes('bad') ? 400 : 200, body: refusal }));
  const environment = { GRANTRY_CONFIG_HOME: '/nonexistent', GRANTRY_BEARER: 't' };
  const run = (parameters: string) =>
    runGrantry(['token', 'process', '-s1', '--server-url', api.url, '--parameters', parameters, '-q', '.resultCode'], environment);
  assert.deepEqual(await run('good'), { status: 0, stdout: '"A001215"\n', stderr: '' });
  assert.deepEqual([(await run('bad')).status, api.seen[0]?.headers.authorization], [1, 'Bearer t']);
});

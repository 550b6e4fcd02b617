import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import fc from 'fast-check';
import Type from 'typebox';
import { deriveOperation, flagNameOf, type OperationDefinition } from '../../scripts/commands/derive-operation.ts';
import { listFamilies } from '../../scripts/commands/list-families.ts';
import { tableNameOf } from '../../scripts/commands/render-table.ts';
import { aliasesOf } from '../../src/cli/operations/aliases-of.ts';
import { buildRequest } from '../../src/cli/operations/build-request.ts';
import { commandOfOperation } from '../../src/cli/operations/command-of-operation.ts';
import { decodeFlag } from '../../src/cli/operations/decode-flag.ts';
import { exampleLines } from '../../src/cli/operations/example-lines.ts';
import { preparationsFor } from '../../src/cli/operations/example-variables.ts';
import { quoteWord } from '../../src/cli/operations/quote-word.ts';
import { operationCommands } from '../../src/cli/operations/registry.ts';
import { parseCommandLine } from '../../src/cli/parse-command-line.ts';

const about = { description: 'What it is.' };

const definition: OperationDefinition = {
  method: 'POST',
  path: '/client/update/{clientId}',
  about: 'service',
  command: ['client management', 'update-things'],
  summary: 'Update a `client`.',
  params: Type.Object({ clientId: Type.String({ description: 'Which.' }) }),
  query: Type.Object({ replace: Type.Optional(Type.Boolean(about)) }),
  body: Type.Object({
    clientId: Type.Optional(Type.Integer(about)),
    name: Type.String(about),
    count: Type.Optional(Type.Integer(about)),
    ratio: Type.Optional(Type.Number(about)),
    alias: Type.Optional(Type.Union([Type.String(), Type.Integer()], about)),
    kind: Type.Optional(Type.Union([Type.Literal('PUBLIC'), Type.Literal('CONFIDENTIAL')], about)),
    grantTypes: Type.Optional(Type.Array(Type.Enum(['CODE', 'CIBA']), about)),
    durations: Type.Optional(Type.Array(Type.Integer(), about)),
    properties: Type.Optional(Type.Union([Type.Array(Type.Object({ key: Type.String() })), Type.String()], about)),
    jwtAtClaims: Type.Optional(Type.String(about)),
    hsks: Type.Optional(Type.Array(Type.Object({}), { description: 'Not supported: hardware.' })),
  }),
  example: { clientId: 'app', name: "Ann's app", grantTypes: ['CODE', 'CIBA'], properties: [{ key: 'a' }], replace: true },
};
const operation = deriveOperation(definition);

test('a command is derived from the definition of its operation', () => {
  const flags = operation.flags.map(({ name, place, type, short, isRequired, isUnsupported, accepts }) =>
    [name, place, type, short, isRequired && 'required', isUnsupported && 'unsupported', accepts?.join('|')]
      .filter((each) => each !== undefined)
      .join(' '),
  );
  assert.deepEqual(flags, [
    'alias body string',
    'client-id path string required',
    'count body int',
    'durations body json',
    'grant-types body strings CODE|CIBA',
    'hsks body json unsupported',
    'jwt-at-claims body json-text j',
    'kind body string PUBLIC|CONFIDENTIAL',
    'name body string required',
    'properties body json',
    'ratio body float',
    'replace query bool',
    'service-id path string s required',
  ]);
  const { path, template, summary, method } = operation;
  assert.deepEqual(
    { path, template, summary, method },
    {
      path: ['client', 'management', 'update-things'],
      template: '/api/{serviceId}/client/update/{clientId}',
      summary: 'Update a client.',
      method: 'POST',
    },
  );
});

test('a definition whose flags would be ambiguous or unexplained, or whose path has no parameter, is refused', () => {
  assert.throws(() => deriveOperation({ ...definition, query: Type.Object({ page: Type.Integer() }) }), /page has no description/);
  const twice = { ...definition, query: Type.Object({ name: Type.String(about) }) };
  assert.throws(() => deriveOperation(twice), /two flags have one name/);
  assert.throws(() => deriveOperation({ ...definition, path: '/client/{nobody}' }), /\{nobody\} is no parameter/);
});

test('flags are named after members, word by word', () => {
  const names = {
    dpopNonceRequired: 'dpop-nonce-required',
    oauthClientAttestationPop: 'oauth-client-attestation-pop',
    htu: 'htu',
    tlsClientAuthSanURI: 'tls-client-auth-san-uri',
    subject_token: 'subject-token',
    x5t2Value: 'x5t2-value',
  };
  for (const [member, name] of Object.entries(names)) assert.equal(flagNameOf(member), name);
});

test('an example is what somebody would type, with what is needed first', () => {
  assert.deepEqual(exampleLines(operation), [
    'grantry client management update-things --client-id app \\',
    "  --name 'Ann'\\''s app' --service-id \"$SERVICE_ID\" --grant-types CODE \\",
    '  --grant-types CIBA --properties \'[{"key":"a"}]\' --replace',
  ]);
});

test('a value that is too long for a line of help has the next one for itself', () => {
  const name = 'a name of so many words that help has no room for it beside its flag';
  assert.deepEqual(exampleLines({ ...operation, example: { clientId: 'app', name } }), [
    'grantry client management update-things --client-id app --name \\',
    `  '${name}'`,
  ]);
});

test('what an example names in variables is made before it, and what that builds on before that', () => {
  const verify = ['grantry jose-object verify --jose "$ID_TOKEN" --service-id "$SERVICE_ID"'];
  assert.deepEqual(
    preparationsFor(verify).map(({ lines: [line = ''] }) => line.split('=')[0]),
    ['TOKEN_TICKET', 'ID_TOKEN'],
  );
  const both = ['grantry token management reissue-id-token --access-token "$FRESH_ACCESS_TOKEN" --refresh-token "$FRESH_REFRESH_TOKEN"'];
  assert.equal(preparationsFor(both).length, 1); // which makes both
  assert.deepEqual(preparationsFor(['grantry service get --service-id "$SERVICE_ID"']), []);
});

test('property: a shell reads a quoted word as it was meant, with variables in the place of their names', () => {
  const pieces = fc.array(fc.oneof(fc.string(), fc.constantFrom('"', "'", '\\', '`', '!', ' ', '\n', '$A_B', '{"a":"$A_B"}')));
  const samples = fc.sample(pieces, 200).map((each) => each.join('').replaceAll('\0', ''));
  const script = samples.map((text) => `printf '%s\\0' ${quoteWord(text)}`).join('\n');
  const variables: Readonly<Record<string, string>> = { A_B: 'a "b"' };
  const read = execFileSync('bash', ['-c', script], { env: variables, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);
  assert.deepEqual(
    read,
    samples.map((text) => text.replaceAll(/\$([A-Z][A-Z_]*)(?!\w)/g, (_, name: string) => variables[name] ?? '')),
  );
});

test('the checked-in commands are those of the operations; `npm run docs` writes them', async () => {
  const fresh = listFamilies();
  assert.deepEqual(Object.keys(operationCommands.families ?? {}), [...fresh.keys()].sort());
  for (const [word, operations] of fresh) {
    const table = await import(`../../src/cli/operations/tables/${word}.ts`);
    assert.deepEqual(table[tableNameOf(word)], operations);
  }
});

test('commands of several words have short names, longer where others have them already', () => {
  const paths = [
    ['vc', 'get-jwks'],
    ['vc', 'get-jwt-issuer'],
    ['vc', 'get-jokes'],
    ['vc', 'gj'],
    ['vc', 'create'],
    ['ciba', 'get-jwks'],
  ];
  const aliases = aliasesOf(paths);
  assert.deepEqual(
    paths.map((path) => aliases.get(path)),
    ['gjw', 'gji', 'gjo', undefined, undefined, 'gj'],
  );
});

const text = fc.string({ minLength: 1 });
const values = fc.record(
  {
    'client-id': text.filter((id) => id !== '.' && id !== '..'),
    name: text,
    count: fc.integer(),
    ratio: fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0)),
    kind: fc.constantFrom('PUBLIC', 'CONFIDENTIAL'),
    'grant-types': fc.array(fc.constantFrom('CODE', 'CIBA'), { minLength: 1 }),
    properties: fc.json().map((json) => JSON.parse(json) as unknown), // what JSON can say: no -0
    'jwt-at-claims': fc.json(),
    replace: fc.boolean(),
  },
  { requiredKeys: ['client-id'] },
);

test('property: whatever is typed arrives as it was meant, over a base that keeps the rest', async () => {
  const command = commandOfOperation(operation);
  const members = new Map(operation.flags.map((flag) => [flag.name, flag]));
  const spell = ([name, value]: readonly [string, unknown]): readonly string[] => {
    if (Array.isArray(value) && name === 'grant-types') return value.map((each) => `--${name}=${each}`);
    if (typeof value === 'string' && name !== 'properties') return [`--${name}=${value}`];
    return [`--${name}=${JSON.stringify(value)}`];
  };
  await fc.assert(
    fc.asyncProperty(values, fc.dictionary(fc.constantFrom('name', 'count', 'kind', 'unheardOf'), fc.jsonValue()), async (given, base) => {
      const typed = await parseCommandLine(['-s7', ...Object.entries(given).flatMap(spell)], command, {});
      assert.ok(typed !== 'help');
      const decoded = new Map(operation.flags.map((flag) => [flag.name, decodeFlag(flag, typed[flag.name])]));
      const { path, body } = buildRequest(operation, decoded, base);
      const inBody = Object.entries(given)
        .filter(([name]) => members.get(name)?.place === 'body')
        .map(([name, value]) => [members.get(name)?.member, value]);
      assert.deepEqual(body, { ...base, ...Object.fromEntries(inBody) });
      const { pathname, searchParams } = new URL(path, 'http://h');
      assert.equal(decodeURIComponent(pathname.slice('/api/7/client/update/'.length)), given['client-id']);
      assert.equal(searchParams.get('replace'), given.replace === undefined ? null : String(given.replace));
    }),
  );
});

test('a secret in the path is not shown', () => {
  const deletion = deriveOperation({
    ...definition,
    method: 'DELETE',
    path: '/auth/token/delete/{accessTokenIdentifier}',
    params: Type.Object({ accessTokenIdentifier: Type.String(about) }),
    query: Type.Object({}),
    body: Type.Object({}),
  });
  const request = buildRequest(
    deletion,
    new Map([
      ['service-id', '1'],
      ['access-token-identifier', 'a/b'],
    ]),
    undefined,
  );
  assert.deepEqual(request, {
    path: '/api/1/auth/token/delete/a%2Fb',
    shownPath: '/api/1/auth/token/delete/%5Bredacted%5D',
    body: undefined,
  });
});

test('a value of the path that a URL would take for a step elsewhere is refused', () => {
  for (const id of ['.', '..', '']) {
    const given = new Map([
      ['service-id', '1'],
      ['client-id', id],
    ]);
    assert.throws(() => buildRequest(operation, given, undefined), /--client-id: found ".*"; accepted/);
  }
});

test('a body that is a list is one flag, and its example is one', () => {
  const batch = deriveOperation({
    ...definition,
    path: '/things/create',
    params: Type.Object({}),
    body: Type.Array(Type.Object({ name: Type.String() })),
    example: { body: [{ name: "Ann's" }] },
  });
  assert.deepEqual(
    batch.flags.map(({ name, place, type }) => `${name} ${place} ${type}`),
    ['body whole body json', 'replace query bool', 'service-id path string'],
  );
  const { body } = buildRequest(batch, new Map<string, unknown>(Object.entries({ 'service-id': '1', body: [{ name: 'a' }] })), undefined);
  assert.deepEqual(body, [{ name: 'a' }]);
  assert.match(exampleLines(batch).join('\n'), /--body '\[\{"name":"Ann'\\''s"\}\]'/);
  assert.ok(!Object.hasOwn(commandOfOperation(batch).options.body ?? {}, 'isRepeatable'));
});

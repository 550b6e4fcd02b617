import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { engineOperations } from '../../src/http/engine-api/registry.ts';
import { recordingTerminal, runEveryCommand } from '../cli/support.ts';
import { type EngineApi, startEngineApi } from '../support/engine-api.ts';
import { type ExampleShell, openExampleShell, readBlocks } from '../support/example-shell.ts';
import { findMissingTools } from '../support/find-missing-tools.ts';

/** What operations answer that do their work by telling a client of an error. */
const refusals: Readonly<Record<string, string>> = { 'authorization fail': 'A041606', 'token fail': 'A067301' };

/** The groups whose operations answer that the service does not do this. */
const absent = /^(ciba|federation|grant-management|hardware-security-keys|native-sso|verifiable-credentials) /;

/** Operations that leave their service, or its client, in no state to go on with. */
const spoils = /^(service|client) (update|delete)|^client management (refresh-secret|update-(lock|secret|requestable))/;

const [exported = [], preparation = []] = readBlocks('docs/engine-api.md', 'Trying the examples');

const chapterOf = (name: string): readonly (readonly string[])[] => readBlocks(`docs/engine-api/${name.split(' ')[0]}.md`, name);

/** What an operation answered, whoever asked. */
interface Outcome {
  readonly isDone: boolean;
  readonly resultCode: string | undefined;
  readonly resultMessage: string | undefined;
}

const outcomeOf = (text: string, isDone: boolean): Outcome => {
  const body: Partial<Outcome> = text.trim().startsWith('{') ? JSON.parse(text) : {};
  return { isDone, resultCode: body.resultCode, resultMessage: body.resultMessage };
};

suite('the examples of the reference', { skip: findMissingTools('bash', 'curl') }, () => {
  let api: EngineApi;
  let shell: ExampleShell;
  /** A service that was prepared as the documents say, for each way of calling. */
  let services: readonly string[];

  const prepare = async (): Promise<string> => {
    const { status, stdout, stderr } = await shell.run([...preparation, 'echo "in $SERVICE_ID"']);
    assert.equal(status, 0, stderr);
    return /^in (\d+)$/m.exec(stdout)?.[1] ?? assert.fail(stdout);
  };

  before(async () => {
    api = await startEngineApi();
    const { url, owner } = api;
    shell = openExampleShell({ GRANTRY_URL: url, GRANTRY_BEARER: owner.organization_token, GRANTRY_OUTPUT_FORMAT: 'json' });
    services = [await prepare(), await prepare()];
  });
  after(async () => {
    shell[Symbol.dispose]();
    await api[Symbol.asyncDispose]();
  });

  test('the reader is told to export what the examples of all operations need', () => {
    assert.deepEqual(
      exported.map((line) => /^export (\w+)=\S/.exec(line)?.[1]),
      ['GRANTRY_URL', 'GRANTRY_BEARER'],
    );
  });

  test('the calls that the documents begin with succeed', async () => {
    for (const [block = []] of [readBlocks('docs/engine-api.md', 'Calls'), readBlocks('docs/cli.md', 'The engine API')]) {
      const { status, stdout, stderr } = await shell.run(block, { SERVICE_ID: services[0] });
      assert.equal(status, 0, stderr);
      const codes = [...stdout.matchAll(/"resultCode": ?"(\w+)"/g)].map(([, code]) => code);
      assert.deepEqual(new Set(codes), new Set(['A052001']), stdout);
    }
  });

  for (const name of engineOperations.map(({ command }) => command.join(' ')))
    test(`${name}: curl and grantry do what the example says`, async () => {
      const blocks = chapterOf(name);
      const [curl = [], grantry = []] = blocks.slice(-2);
      const preparations = blocks.slice(0, -2).flat();
      const [one, another] = spoils.test(name) ? await Promise.all([prepare(), prepare()]) : services;
      const [asked, typed] = await Promise.all([
        shell.run([...preparations, ...curl], { SERVICE_ID: one }),
        shell.run([...preparations, ...grantry], { SERVICE_ID: another }),
      ]);
      assert.match(asked.stderr, /^\d{3}$/, asked.stderr);
      const answered = outcomeOf(asked.stdout, asked.stderr.startsWith('2'));
      const shown = typed.status === 0 ? typed.stdout : typed.stderr;
      if (absent.test(name)) {
        assert.match(answered.resultMessage ?? '', /This service does not /);
        assert.match(shown, /This service does not /);
        return;
      }
      assert.ok(answered.isDone, asked.stdout);
      assert.match(answered.resultCode ?? refusals[name] ?? 'A000001', new RegExp(`^${refusals[name] ?? 'A\\d{3}001'}$`));
      assert.deepEqual(outcomeOf(shown, typed.status === 0), answered, shown);
    });

  test('every operation’s help prints the same lines, in 80 columns', async () => {
    for (const { command } of engineOperations) {
      const name = command.join(' ');
      const terminal = recordingTerminal();
      await runEveryCommand([...name.split(' '), '--help'], terminal);
      const help = terminal.printed.join('');
      const [examples = ''] = (help.split('\nExamples:\n')[1] ?? '').split('\n\n');
      const printed = examples.split('\n').filter((line) => line.startsWith('    '));
      const blocks = chapterOf(name).toSpliced(-2, 1);
      assert.deepEqual(
        printed.map((line) => line.slice(6)),
        blocks.flat(),
        name,
      );
      assert.deepEqual(
        examples.split('\n').filter((line) => line.length > 80),
        [],
      );
    }
  });
});

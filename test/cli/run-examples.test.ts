import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import type { CommandEntry } from '../../src/cli/command.ts';
import { clientCommands } from '../../src/cli/commands/registry.ts';
import { listEveryCommand } from '../../src/cli/list-commands.ts';
import { serverCommands } from '../../src/server/commands/registry.ts';
import { type ExampleShell, openExampleShell } from '../support/example-shell.ts';
import { findMissingTools } from '../support/find-missing-tools.ts';
import { startFreshServer } from '../support/server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { readCommandLines } from './read-command-lines.ts';
import { type Recording, recordingTerminal, runEveryCommand } from './support.ts';

const names = ({ path }: CommandEntry, words: readonly string[]): boolean => path.every((word, index) => words[index] === word);

/** What wants a browser, a person or git, or changes what is on this machine. */
const isHomely = ({ path }: CommandEntry): boolean =>
  /^((auth )?log(in|out)|external-auth link|git-\w+|configure|explore)\b/.test(path.join(' '));

const sending = (await listEveryCommand([clientCommands])).filter((entry) => entry.isLocal !== true && !isHomely(entry));

/** What examples read. */
const files: Readonly<Record<string, string>> = {
  'github.secret': 'a-secret',
  'job.jwt': 'e30.e30.e30',
  'providers.yaml': 'external_auth:\n  - type: github\n    client_id: Iv1.0123456789abcdef\n    client_secret: a-secret\n',
};

suite('the examples of commands that send requests', { skip: findMissingTools('bash') }, () => {
  const folder = temporaryFolder('examples');
  const home = process.cwd();
  let server: Awaited<ReturnType<typeof startFreshServer>>;
  before(async () => {
    server = await startFreshServer();
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder.path, file), text);
    process.chdir(folder.path);
  });
  after(async () => {
    process.chdir(home);
    folder[Symbol.dispose]();
    await server[Symbol.asyncDispose]();
  });

  const run = async (words: readonly string[]): Promise<{ readonly end: string } & Recording> => {
    const terminal = recordingTerminal({
      GRANTRY_URL: server.url,
      GRANTRY_TOKEN: server.owner.api_token,
      GRANTRY_CONFIG_HOME: folder.path,
      GRANTRY_IDENTITY_TOKEN_FILE: 'job.jwt',
    });
    return { end: await runEveryCommand(words, terminal), ...terminal };
  };
  const callsOf = async (entry: CommandEntry): Promise<readonly (readonly string[])[]> => {
    const { examples } = await entry.load();
    const scripts = await Promise.all(examples.map(({ lines }) => readCommandLines(lines)));
    return scripts.flatMap(({ calls }) => calls).filter((words) => names(entry, words));
  };

  for (const entry of sending)
    test(`${entry.path.join(' ')}: the examples get as far as a request`, async () => {
      for (const words of await callsOf(entry)) {
        const { end, said } = await run([...words, ...(words.includes('--dry-run') ? [] : ['--dry-run'])]);
        assert.equal(end, 'done', said.join('\n'));
      }
    });

  const makesOrLists = sending.filter(({ path }) =>
    ['create', 'export', 'list', 'providers', 'types', 'whoami'].includes(path.at(-1) ?? ''),
  );
  for (const entry of makesOrLists)
    test(`${entry.path.join(' ')}: a server does it`, async () => {
      for (const words of await callsOf(entry)) {
        const { end, said } = await run(words);
        assert.equal(end, 'done', said.join('\n'));
      }
    });
});

/** What works on the database of a server, which may run meanwhile. */
const beside = (await listEveryCommand([serverCommands])).filter(({ path: [word = ''] }) => !['serve', 'setup'].includes(word));

/** Programs of examples that are not everywhere, or never end. */
const stubs = ['systemctl() { :; }', 'watch() { "$@"; }'];

suite('the examples of commands that work beside the server', { skip: findMissingTools('bash') }, () => {
  let server: Awaited<ReturnType<typeof startFreshServer>>;
  let shell: ExampleShell;
  before(async () => {
    server = await startFreshServer();
    const { url, owner, environment } = server;
    shell = openExampleShell({ ...environment, GRANTRY_URL: url, GRANTRY_TOKEN: owner.api_token });
    const { status, stderr } = await shell.run([
      'grantry audit export > audit.jsonl',
      'grantry connections export --provider github > accounts.jsonl',
    ]);
    assert.equal(status, 0, stderr);
  });
  after(async () => {
    shell[Symbol.dispose]();
    await server[Symbol.asyncDispose]();
  });

  for (const entry of beside)
    test(`${entry.path.join(' ')}: the examples run as they are printed`, async () => {
      for (const { lines } of (await entry.load()).examples) {
        const { status, stderr } = await shell.run([...stubs, ...lines]);
        assert.equal(status, 0, stderr);
      }
    });
});

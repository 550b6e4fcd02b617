import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import type { CommandEntry, CommandList } from '../../src/cli/command.ts';
import { clientCommands } from '../../src/cli/commands/registry.ts';
import { listEveryCommand } from '../../src/cli/list-commands.ts';
import { operationCommands } from '../../src/cli/operations/registry.ts';
import { runCli } from '../../src/cli/run-cli.ts';
import { serverCommands } from '../../src/server/commands/registry.ts';
import { root } from '../architecture/source-files.ts';
import { findMissingTools } from '../support/find-missing-tools.ts';
import { readCommandLines } from './read-command-lines.ts';
import { recordingTerminal } from './support.ts';

const idle = (entry: CommandEntry): CommandEntry => ({
  ...entry,
  load: async () => ({ ...(await entry.load()), run: async () => 'done' }),
});

/** Commands that are parsed like the real ones, and do nothing. */
const idleCommands = [clientCommands, operationCommands, serverCommands].map(
  ({ entries, families = {}, ...list }): CommandList => ({
    ...list,
    entries: entries.map(idle),
    families: Object.fromEntries(Object.entries(families).map(([word, load]) => [word, async () => (await load()).map(idle)])),
  }),
);

/** Has the shell and then grantry read lines; nothing is done. */
async function readLines(lines: readonly string[]): Promise<readonly (readonly string[])[]> {
  const { calls, complaint } = await readCommandLines(lines);
  assert.equal(complaint, '', lines.join('\n'));
  for (const words of calls) {
    const terminal = recordingTerminal();
    assert.equal(await runCli(idleCommands, words, terminal), 'done', terminal.said.join('\n'));
  }
  return calls;
}

const names = ({ path }: CommandEntry, words: readonly string[]): boolean => path.every((word, index) => words[index] === word);

const own = await listEveryCommand([clientCommands, serverCommands]);

suite('the examples of commands', { skip: findMissingTools('bash') }, () => {
  for (const entry of own)
    test(`${entry.path.join(' ')}: a shell and grantry understand the examples`, async () => {
      const { examples } = await entry.load();
      assert.ok(examples.length > 0);
      const calls = await Promise.all(examples.map(({ lines }) => readLines(lines)));
      assert.ok(
        calls.flat().some((words) => names(entry, words)),
        'no example calls it',
      );
      // Help shows them six columns in.
      for (const { lines } of examples) for (const line of lines) assert.ok(line.length <= 74, line);
    });

  for (const document of globSync(['*.md', 'docs/**/*.md', 'examples/*/*.md', 'packages/*/*.md'], { cwd: root })) {
    const blocks = [...readFileSync(join(root, document), 'utf8').matchAll(/^```sh\n(.*?)^```$/gms)].map(([, text = '']) => text);
    const scripts = blocks.filter((block) => /^(?:.*\s)?grantry [a-z-]+ /m.test(block));
    if (scripts.length === 0) continue;
    test(`${document}: a shell and grantry understand what it shows`, async () => {
      for (const script of scripts) assert.notDeepEqual(await readLines(script.trimEnd().split('\n')), [], script);
    });
  }
});

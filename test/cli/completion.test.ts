import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { clientCommands } from '../../src/cli/commands/registry.ts';
import { suggest } from '../../src/cli/completion/complete.ts';
import { shellScripts } from '../../src/cli/completion/scripts.ts';
import { operationCommands } from '../../src/cli/operations/registry.ts';
import { serverCommands } from '../../src/server/commands/registry.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { entry, recordingTerminal, runEveryCommand, runGrantry } from './support.ts';

const lists = [clientCommands, operationCommands, serverCommands];
const wordsAfter = async (...words: readonly string[]): Promise<readonly string[]> => (await suggest(lists, words)).map(({ word }) => word);

const hasShell = (shell: string): boolean => spawnSync(shell, ['-c', 'exit 0']).status === 0;
const scriptFor = (shell: string): string => shellScripts.find((each) => each.shell === shell)?.script ?? assert.fail(shell);

/** A folder to put first in PATH, with `grantry` in it. */
function installed() {
  const folder = temporaryFolder('completion');
  const file = join(folder.path, 'grantry');
  writeFileSync(file, `#!/bin/sh\nexec '${process.execPath}' '${entry}' "$@"\n`);
  chmodSync(file, 0o755);
  for (const { shell, script } of shellScripts) writeFileSync(join(folder.path, shell), script);
  return {
    ...folder,
    environment: { PATH: `${folder.path}:${process.env.PATH}`, HOME: folder.path },
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  };
}

test('words, flags and values are completed where they may stand', async (t) => {
  const cases: readonly (readonly [words: readonly string[], offered: readonly string[]])[] = [
    [['revoc'], ['revocation']],
    [['token', 'proc'], ['process']],
    [
      ['keys', ''],
      ['list', 'rotate', 'status'],
    ],
    [['federation', 'policy', 'sh'], ['show']],
    [['token', 'process', '--client-i'], ['--client-id']],
    [
      ['token', 'process', '-o', ''],
      ['pretty', 'json', 'yaml', 'table', 'toon'],
    ],
    [['-o', 'j'], ['json']],
    [['-o', 'json', 'token', 'pro'], ['process']],
    [['token', 'process', '--output-format=ya'], ['--output-format=yaml']],
    [['token', 'process', '--service-id', ''], []],
    [['token', 'process', '--', ''], []],
    [['external-auth', 'show', 'github', ''], []],
    [['external-auth', 'access-token', '--au'], ['--auth']],
    [['keys', 'rotate', '--dry'], []],
    [['nonsense', ''], []],
  ];
  for (const [words, offered] of cases) await t.test(words.join(' '), async () => assert.deepEqual(await wordsAfter(...words), offered));
});

test('what a word means is told after a tab, on one line', async () => {
  const { stdout } = await runGrantry(['__complete', 'key']);
  assert.match(stdout, /^keys\t[^\t\n]+\n$/);
});

test('each script is what grantry prints, and its shell can read it', async (t) => {
  using folder = installed();
  for (const { shell, script } of shellScripts) {
    const terminal = recordingTerminal({ CLAUDE_CODE: '1' });
    await runEveryCommand(['completion', shell], terminal);
    assert.equal(terminal.printed.join(''), script);
    const isThere = hasShell(shell) && shell !== 'powershell';
    await t.test(shell, { skip: !isThere }, () => {
      execFileSync(shell, ['-n', join(folder.path, shell)]);
    });
  }
});

test('bash completes', { skip: !hasShell('bash') }, () => {
  using folder = installed();
  const ask = (line: string): string => {
    const script = `${scriptFor('bash')}COMP_LINE=${JSON.stringify(line)} COMP_POINT=${line.length}; _grantry; echo "\${COMPREPLY[*]}"`;
    return execFileSync('bash', ['-c', script], { env: folder.environment, encoding: 'utf8' }).trim();
  };
  assert.equal(ask('grantry revoc'), 'revocation');
  assert.equal(ask('grantry keys '), 'list rotate status');
  assert.equal(ask('grantry token process --output-format=y'), 'yaml');
  assert.equal(ask('grantry token process -o '), 'pretty json yaml table toon');
});

test('fish completes', { skip: !hasShell('fish') }, () => {
  using folder = installed();
  const ask = (line: string): string =>
    execFileSync('fish', ['--no-config', '-c', `${scriptFor('fish')}\ncomplete -C '${line}'`], {
      env: folder.environment,
      encoding: 'utf8',
    });
  assert.match(ask('grantry revoc'), /^revocation\tAnswer revocation requests\.\n$/);
  assert.match(ask('grantry keys '), /^list\t.+\nrotate\t.+\nstatus\t.+\n$/);
});

test('zsh completes', { skip: !hasShell('zsh') || spawnSync('zsh', ['-c', 'zmodload zsh/zpty']).status !== 0 }, () => {
  using folder = installed();
  const drive = [
    'zmodload zsh/zpty',
    'zpty z zsh -f -i',
    `zpty -w z "PS1='> '; autoload -Uz compinit; compinit -u -D; source ${join(folder.path, 'zsh')}; echo rea''dy"`,
    "zpty -r z out '*rea''dy*'",
    "zpty -n -w z $'grantry revoc\\t'",
    "zpty -r z out '*revoc*ation*'", // the line editor writes only what is new of the word
    'print -r -- "$out"',
    'zpty -d z',
  ].join('\n');
  const printed = execFileSync('zsh', ['-f', '-c', drive], {
    env: { ...folder.environment, TERM: 'dumb' },
    encoding: 'utf8',
    timeout: 20_000,
  });
  assert.match(printed, /revoc.*ation/s);
});

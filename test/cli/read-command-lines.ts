import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** What a script would have `grantry` do. */
export interface ReadScript {
  /** The words after `grantry`, of each call. */
  readonly calls: readonly (readonly string[])[];
  /** What the shell said: it stays silent about a script that is in order. */
  readonly complaint: string;
}

/** Notes the calls of grantry, those by other programs too, and runs no program at all. */
const prelude = `
grantry() { printf '%s\\0' "$@" $'\\n' >>"$CALLS"; }
command_not_found_handle() {
  while (($# > 0)) && [[ $1 != grantry ]]; do shift; done
  (($# == 0)) || "$@"
}
PATH=/nonexistent
`;

/** What examples read, or write to. */
const files = ['token.txt', '.bashrc', '.zshrc'] as const;

/** Has a shell read a script as it is printed, for its calls of `grantry`. */
export async function readCommandLines(lines: readonly string[]): Promise<ReadScript> {
  using folder = temporaryFolder('script');
  const calls = join(folder.path, 'calls');
  mkdirSync(join(folder.path, '.config/fish/completions'), { recursive: true });
  for (const file of [...files, calls]) writeFileSync(file === calls ? calls : join(folder.path, file), '');
  const child = spawn('bash', ['-c', `${prelude}${lines.join('\n')}\n. ~/.bashrc; . ~/.zshrc`], {
    cwd: folder.path,
    env: { PATH: process.env.PATH, HOME: folder.path, CALLS: calls, PROFILE: join(folder.path, 'profile'), TOKEN: 't', PASSWORD: 'p' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [complaint] = await Promise.all([text(child.stderr), once(child, 'close')]);
  const noted = readFileSync(calls, 'utf8').split('\n\0').slice(0, -1);
  return { calls: noted.map((call) => call.split('\0').slice(0, -1)), complaint };
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from './temporary-folder.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** How a script ended, and all it wrote. */
export interface ScriptEnd {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A shell as a reader of the documents has it: `grantry` is installed, and nothing is signed in. */
export interface ExampleShell extends Disposable {
  /** Runs lines as they are printed; the first one that fails ends them. */
  run(lines: readonly string[], environment?: NodeJS.ProcessEnv): Promise<ScriptEnd>;
}

/** Opens a shell with a home of its own, in which `grantry` is the checkout's. */
export function openExampleShell(environment: NodeJS.ProcessEnv): ExampleShell {
  const folder = temporaryFolder('examples');
  const bin = join(folder.path, 'bin');
  mkdirSync(bin);
  symlinkSync(join(root, 'bin/grantry.js'), join(bin, 'grantry'));
  writeFileSync(join(folder.path, '.curlrc'), 'silent\nshow-error\nwrite-out = "%{stderr}%{http_code}"\n');
  const path = [bin, dirname(process.execPath), process.env.PATH].join(':');
  return {
    run: async (lines, more = {}) => {
      const child = spawn('bash', ['-c', ['set -euo pipefail', ...lines].join('\n')], {
        cwd: folder.path,
        env: { PATH: path, HOME: folder.path, ...environment, ...more },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
      return { status, stdout, stderr };
    },
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  };
}

/** The `sh` blocks below a heading of a document, up to the next one, each as its lines. */
export function readBlocks(document: string, heading: string): readonly (readonly string[])[] {
  const [, chapter = ''] = readFileSync(join(root, document), 'utf8').split(`\n## ${heading}\n`);
  const [section = ''] = chapter.split('\n## ');
  return [...section.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block.trimEnd().split('\n'));
}

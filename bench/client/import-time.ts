import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Milliseconds an import takes in a process of its own, which does nothing else. */
const timeImport = (folder: string, specifier: string): number => {
  const file = join(folder, 'time-import.mjs');
  writeFileSync(file, `const start = performance.now();\nawait import('${specifier}');\nconsole.log(performance.now() - start);\n`);
  return Number(execFileSync(process.execPath, [file], { cwd: folder, encoding: 'utf8' }));
};

/** Imports both libraries in turn, each from where it is installed. @returns milliseconds, round by round */
export function measureImports(
  folders: { readonly ours: string; readonly theirs: string },
  rounds: number,
): { readonly ours: readonly number[]; readonly theirs: readonly number[] } {
  const times: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
  for (let round = 0; round <= rounds; round++) {
    const ours = timeImport(folders.ours, '@grantry/client/github-app');
    const theirs = timeImport(folders.theirs, '@octokit/auth-app');
    if (round === 0) continue; // fills the file system's cache
    times.ours.push(ours);
    times.theirs.push(theirs);
  }
  return times;
}

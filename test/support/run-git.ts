import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** How git ended, and all it wrote. */
export interface GitRan {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs git to its end. */
export type Git = (...args: readonly string[]) => Promise<GitRan>;

/** git in a folder, with these variables and none of this machine's settings. It asks no person. */
export const gitIn =
  (cwd: string, environment: Readonly<Record<string, string | undefined>>): Git =>
  async (...args) => {
    const child = spawn('git', args, {
      cwd,
      env: {
        PATH: process.env.PATH,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_TERMINAL_PROMPT: '0',
        GIT_AUTHOR_NAME: 'Ada',
        GIT_AUTHOR_EMAIL: 'ada@example.com',
        GIT_COMMITTER_NAME: 'Ada',
        GIT_COMMITTER_EMAIL: 'ada@example.com',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [stdout, stderr] = [child.stdout, child.stderr].map(async (stream) => Buffer.concat(await stream.toArray()).toString());
    const [status] = await once(child, 'close');
    return { status, stdout: (await stdout) ?? '', stderr: (await stderr) ?? '' };
  };

import { spawn, spawnSync } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** Prints text for the person who watches. */
export const say = (words: string): void => {
  process.stdout.write(`${words}\n`);
};

/** Prints a heading. */
export const heading = (words: string): void => say(`\n── ${words}\n`);

/** Shell variables by the values they stand for. */
const variables = new Map<string, string>();

/** The text in double quotes, with variables in place of the values they stand for. */
const quoteWithVariables = (word: string): string => {
  let quoted = word.replaceAll(/["\\$`]/g, '\\$&');
  for (const [value, name] of variables) quoted = quoted.replaceAll(value, `$${name}`);
  return `"${quoted}"`;
};

const quote = (word: string): string => {
  if ([...variables.keys()].some((value) => word.includes(value))) return quoteWithVariables(word);
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
};

/** Sets a shell variable before the watcher's eyes: the commands that follow use it where they hold its value. */
export function setVariable(name: string, value: string): void {
  say(`$ ${name}=${quote(value)}`);
  variables.set(value, name);
}

/** A command line as a person would type it. */
export const commandLine = (words: readonly string[]): string => words.map(quote).join(' ');

/** What a command wrote, and how it ended. */
export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end without showing it. */
export async function run(command: string, args: readonly string[], environment: NodeJS.ProcessEnv): Promise<Ran> {
  const child = spawn(command, args, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  const [stdout, stderr, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { status, stdout, stderr };
}

/** Shows a command, runs it, and shows what it wrote. */
export async function show(
  shown: readonly string[],
  command: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<Ran> {
  say(`$ ${commandLine(shown)}`);
  const ran = await run(command, args, environment);
  if (ran.stdout !== '') say(ran.stdout.trimEnd());
  if (ran.stderr !== '') say(ran.stderr.trimEnd());
  say('');
  return ran;
}

/** Whether a program is there to be run. */
export const hasProgram = (name: string): boolean => spawnSync(name, ['--version'], { stdio: 'ignore' }).error === undefined;

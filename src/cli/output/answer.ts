import { isJsonObject } from '../api/read-answer.ts';
import type { CommandTerminal } from '../command.ts';
import { CommandFailure } from '../command-failure.ts';
import type { Format } from '../frame/formats.ts';
import { renderJson } from '../table.ts';

/** What a command found or did. */
interface Result {
  readonly value: unknown;
  /** The JSON text it came as. */
  readonly raw?: string;
  /** How people read it; left out, every member is shown. */
  readonly text?: () => string;
}

/** With the headers of the answer beside its members, if they are wanted. */
function withHeaders(result: Result, headers: Readonly<Record<string, string>> | undefined): Result {
  if (headers === undefined) return result;
  const { value, raw } = result;
  const beside = { _response_headers: headers };
  if (isJsonObject(value)) return { value: { ...value, ...beside } };
  return { value: typeof value === 'string' && raw === undefined ? { _result_raw: value, ...beside } : { _result: value, ...beside } };
}

async function render(format: Format, { value, raw, text }: Result, { frame }: CommandTerminal): Promise<string> {
  switch (format) {
    case 'pretty':
      return text === undefined ? (await import('./render-pretty.ts')).renderPretty(value, frame.isColored) : text();
    case 'json':
      return raw === undefined ? renderJson(value) : `${raw.trimEnd()}\n`;
    case 'yaml':
      return (await import('yaml')).stringify(value, { lineWidth: 0 });
    case 'table':
      return (await import('./render-columns.ts')).renderColumns(value);
    case 'toon':
      return `${(await import('@toon-format/toon')).encode(value)}\n`;
  }
}

async function print(format: Format, result: Result, terminal: CommandTerminal): Promise<void> {
  const { frame } = terminal;
  const shown = withHeaders(result, frame.answeredHeaders?.());
  if (frame.jq === undefined) return terminal.print(await render(format, shown, terminal));
  const { runJq } = await import('./run-jq.ts');
  terminal.print(await runJq(frame.jq, shown.raw ?? JSON.stringify(shown.value ?? null)));
}

/** The format that nobody named: what the environment or the configuration says, then TOON for agents, then text for people. */
async function formatOf({ frame, environment }: CommandTerminal): Promise<Format> {
  if (frame.format !== undefined) return frame.format;
  const { findPreferredFormat } = await import('../configuration/preferred-format.ts');
  return (await findPreferredFormat(environment)) ?? (frame.isAgentMode ? 'toon' : 'pretty');
}

/** Prints what a command found, in the format that is wanted. */
export async function answer(terminal: CommandTerminal, value: unknown, text: string | (() => string)): Promise<void> {
  await print(await formatOf(terminal), { value, text: () => (typeof text === 'string' ? text : text()) }, terminal);
}

/**
 * Prints a value that scripts take as it is, such as a token. Only a flag changes how it is written: not the configuration, and not
 * the agent that happens to run the script.
 */
export async function answerPlain(terminal: CommandTerminal, value: unknown, text: string): Promise<void> {
  await print(terminal.frame.format ?? 'pretty', { value, text: () => text }, terminal);
}

/** Prints only what a program reads: for commands that tell people what they did on stderr. */
export async function answerQuietly(terminal: CommandTerminal, value: unknown): Promise<void> {
  await answer(terminal, value, '');
}

/**
 * Prints the body of an answer: JSON in the format that is wanted, anything else as it is.
 *
 * @throws CommandFailure if it is not JSON, and is to be filtered as JSON
 */
export async function answerBody(terminal: CommandTerminal, body: unknown, raw: string): Promise<void> {
  if (body !== undefined) return print(await formatOf(terminal), { value: body, raw }, terminal);
  if (terminal.frame.answeredHeaders !== undefined) return print(await formatOf(terminal), { value: raw === '' ? {} : raw }, terminal);
  if (terminal.frame.jq !== undefined && raw !== '') throw new CommandFailure('--jq: the answer is not JSON', 'the same without --jq');
  terminal.print(raw === '' || raw.endsWith('\n') ? raw : `${raw}\n`);
}

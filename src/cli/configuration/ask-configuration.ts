import { parseServerUrl } from '../api/server-url.ts';
import { CommandFailure } from '../command-failure.ts';
import { decodeTimeout } from '../frame/decode-timeout.ts';
import { formats } from '../frame/formats.ts';
import type { Terminal } from '../terminal.ts';
import type { Configuration } from './configuration-file.ts';
import { maskSecret } from './mask.ts';

/** What makes sure of a value that it can be used later; each throws CommandFailure. */
const checks = {
  serverUrl: (text: string): unknown => parseServerUrl(text),
  outputFormat: (text: string): void => {
    if (formats.some((each) => each === text)) return;
    throw new CommandFailure(`output format: found ${JSON.stringify(text)}; accepted: ${formats.join(', ')}`);
  },
  timeout: (text: string): unknown => decodeTimeout('timeout', text),
} as const;

/** @throws CommandFailure naming what could not be used later */
export function checkConfiguration({ serverUrl, outputFormat, timeout }: Configuration): void {
  if (serverUrl !== undefined) checks.serverUrl(serverUrl);
  if (outputFormat !== undefined) checks.outputFormat(outputFormat);
  if (timeout !== undefined) checks.timeout(timeout);
}

/** Asks for a value until it is one; an empty answer keeps what there is. */
async function askText(
  name: string,
  current: string | undefined,
  check: (text: string) => unknown,
  terminal: Terminal,
): Promise<string | undefined> {
  for (;;) {
    const typed = (await terminal.ask(`${name}${current === undefined ? '' : ` [${current}]`}: `)).trim();
    if (typed === '') return current;
    try {
      check(typed);
      return typed;
    } catch (error) {
      if (!(error instanceof CommandFailure)) throw error;
      terminal.say(error.message);
    }
  }
}

/**
 * Asks a person for the token and the preferences.
 *
 * @throws CommandFailure if they stop answering
 */
export async function askConfiguration(current: Configuration, terminal: Terminal): Promise<Configuration> {
  terminal.say('Enter keeps what stands in brackets.');
  const shown = current.bearer === undefined ? '' : ` [${maskSecret(current.bearer)}]`;
  const bearer = (await terminal.askSecret(`Token (not shown)${shown}: `)).trim() || current.bearer;
  const serverUrl = await askText('Server URL', current.serverUrl, checks.serverUrl, terminal);
  const outputFormat = await askText(`Output format (${formats.join(', ')})`, current.outputFormat, checks.outputFormat, terminal);
  const timeout = await askText('Timeout, such as 30s', current.timeout, checks.timeout, terminal);
  return { ...current, bearer, serverUrl, outputFormat, timeout };
}

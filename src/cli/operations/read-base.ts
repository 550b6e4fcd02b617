import { isJsonObject, type JsonObject } from '../api/read-answer.ts';
import { CommandFailure } from '../command-failure.ts';
import type { Terminal } from '../terminal.ts';
import { decodeJson } from './decode-flag.ts';

/** As much as a server takes. */
const maxBytes = 1024 * 1024;

/**
 * The body that flags are laid over: `--body`, otherwise what is piped in; undefined if there is neither. Piped blanks are nothing.
 *
 * @throws CommandFailure naming the source if it is no JSON object
 */
export async function readBase(body: string | undefined, terminal: Terminal): Promise<JsonObject | undefined> {
  const [source, text] = body ? ['--body', body] : ['stdin', terminal.hasInput() ? await terminal.readInput(maxBytes) : ''];
  if (text.trim() === '') return undefined;
  const base = decodeJson(source, text);
  if (isJsonObject(base)) return base;
  throw new CommandFailure(`${source} is not a JSON object`, undefined, { kind: 'validation_error' });
}

/**
 * A body that is a list, piped in; undefined if nothing is.
 *
 * @throws CommandFailure if it is no JSON
 */
export async function readPipedList(terminal: Terminal): Promise<unknown> {
  const text = terminal.hasInput() ? await terminal.readInput(maxBytes) : '';
  return text.trim() === '' ? undefined : decodeJson('stdin', text);
}

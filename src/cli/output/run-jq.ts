import { CommandFailure } from '../command-failure.ts';

/** What jq says of a filter that it cannot read or that fails, in a line. */
function refuse(said: string): CommandFailure {
  const [line = ''] = said.replace(/^jq: error(?: \(at [^)]*\))?: /, '').split('\n');
  const words = line.replace(/ at <top-level>.*$/, '') || 'the filter fails';
  return new CommandFailure(`--jq: ${words}`, undefined, { kind: 'validation_error' });
}

/**
 * Filters JSON text with jq, as it came: numbers keep digits that JavaScript's lack.
 *
 * @returns each result as indented JSON, on lines of their own
 * @throws CommandFailure with jq's words if the filter is wrong, or fails: all results are there, or none
 */
export async function runJq(filter: string, json: string): Promise<string> {
  const { raw } = await import('jq-wasm');
  const { exitCode } = process;
  try {
    const ended = await raw(json, filter, ['--indent', '2', '--']);
    if (ended.exitCode !== 0) throw refuse(ended.stderr);
    return ended.stdout === '' ? '' : `${ended.stdout.replace(/\n+$/, '')}\n`;
  } finally {
    process.exitCode = exitCode; // jq leaves its own there, as if it were the program
  }
}

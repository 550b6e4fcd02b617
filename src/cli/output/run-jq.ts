import { CommandFailure } from '../command-failure.ts';

/** What jq says of a filter that it cannot read or that fails, in a line. */
const refuse = (cause: unknown): CommandFailure => {
  const said = cause instanceof Error ? cause.message : String(cause);
  const [line = ''] = said.replace(/^(?:Failed to execute raw query: )?jq: error(?: \(at [^)]*\))?: /, '').split('\n');
  return new CommandFailure(`--jq: ${line.replace(/ at <top-level>.*$/, '')}`, undefined, { cause, kind: 'validation_error' });
};

/**
 * Filters JSON text with jq, as it came: numbers keep digits that JavaScript's lack.
 *
 * @returns each result as indented JSON, on lines of their own
 * @throws CommandFailure with jq's words if the filter is wrong, or fails
 */
export async function runJq(filter: string, json: string): Promise<string> {
  const { raw } = await import('jq-wasm');
  const { exitCode } = process;
  try {
    await raw('', filter, ['--']); // a filter that is wrong is said to be so in the words of jq about itself
    // jq prints results until one fails, and what failed is not told then: gathered in a list, all or none are there.
    const printed = await raw(json, `[${filter}\n] | .[]`, ['--indent', '2', '--']);
    return printed === '' ? '' : `${printed.replace(/\n+$/, '')}\n`;
  } catch (error) {
    throw refuse(error);
  } finally {
    process.exitCode = exitCode; // jq leaves its own there, as if it were the program
  }
}

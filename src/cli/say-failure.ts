import { ConfigurationError } from '../protocol/configuration-error.ts';
import { CommandFailure } from './command-failure.ts';
import type { Terminal } from './terminal.ts';

/** Says on stderr why a command could not be done, and what to try next. Anything that is our bug is said with its trace. */
export function sayFailure(error: unknown, terminal: Terminal): void {
  if (error instanceof CommandFailure) {
    terminal.say(`grantry: ${error.message}`);
    if (error.nextStep !== undefined) terminal.say(`Try: ${error.nextStep}`);
  } else if (error instanceof ConfigurationError || (error instanceof Error && error.name === 'ConfigurationErrors')) {
    for (const line of error.message.split('\n')) terminal.say(`grantry: ${line}`);
    terminal.say('Try: grantry config show');
  } else {
    terminal.say(`grantry: this is a bug of ours. ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
}

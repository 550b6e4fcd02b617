import { clientCommands } from '../cli/commands/registry.ts';
import { exitCodes } from '../cli/exit-codes.ts';
import { isAskpass } from '../cli/git/is-askpass.ts';
import { runCli } from '../cli/run-cli.ts';
import { processTerminal } from '../cli/terminal.ts';
import { serverCommands } from './commands/registry.ts';

/** The `grantry` executable: the server's commands and the client's. */
const words = process.argv.slice(2);
const command = isAskpass(words, process.env) ? ['git-askpass', ...words] : words;
const ending = await runCli([clientCommands, serverCommands], command, processTerminal);
process.exitCode = exitCodes[ending].status;

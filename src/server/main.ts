import { clientCommands } from '../cli/commands/registry.ts';
import { exitCodes } from '../cli/exit-codes.ts';
import { isAskpass } from '../cli/git/is-askpass.ts';
import { operationCommands } from '../cli/operations/registry.ts';
import { runCli } from '../cli/run-cli.ts';
import { processTerminal } from '../cli/terminal.ts';
import { serverCommands } from './commands/registry.ts';

/** The `grantry` executable: the client's commands, the engine API's and the server's. */
const words = process.argv.slice(2);
const command = isAskpass(words, process.env) ? ['git-askpass', ...words] : words;
const ending = await runCli([clientCommands, operationCommands, serverCommands], command, processTerminal);
process.exitCode = exitCodes[ending].status;

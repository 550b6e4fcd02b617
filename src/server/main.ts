import { clientCommands } from '../cli/commands/registry.ts';
import { exitCodes } from '../cli/exit-codes.ts';
import { runCli } from '../cli/run-cli.ts';
import { processTerminal } from '../cli/terminal.ts';
import { serverCommands } from './commands/registry.ts';

/** The `grantry` executable: the server's commands and the client's. */
const ending = await runCli([...serverCommands, ...clientCommands], process.argv.slice(2), processTerminal);
process.exitCode = exitCodes[ending].status;

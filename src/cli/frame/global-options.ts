import type { Options } from '../command.ts';
import { formats } from './formats.ts';

/** Flags of every command. A command's own flag of the same name or letter comes first. */
export const frameOptions: Options = {
  'agent-mode': { knowsUnset: true, summary: 'Structured errors and TOON, for AI agents.' },
  color: { value: 'when', default: 'auto', accepts: ['auto', 'always', 'never'], summary: 'Colour: auto, always or never.' },
  debug: { short: 'd', summary: 'Show requests and answers, without secrets.' },
  jq: { short: 'q', value: 'filter', summary: 'Filter the result with jq.' },
  'no-interactive': { summary: 'Ask nothing.' },
  'output-format': {
    short: 'o',
    value: 'format',
    accepts: formats,
    synonyms: { text: 'pretty' },
    aliases: ['output'],
    summary: 'pretty, json, yaml, table or toon.',
  },
  usage: { summary: 'Print commands and flags as KDL.' },
};

/** Flags of every command that sends requests. */
export const requestOptions: Options = {
  bearer: { value: 'token', summary: 'The token to send.' },
  'dry-run': { summary: 'Show the request, and send nothing.' },
  header: { short: 'H', value: 'name: value', isRepeatable: true, summary: 'A header to send.' },
  'include-headers': { summary: 'Add the headers of the answer to the result.' },
  server: { value: 'name', summary: 'A configured server, by name or number.' },
  'server-url': { value: 'url', summary: 'The server.' },
  timeout: { value: 'duration', summary: 'How long an answer may take, such as 30s.' },
};

/** Both. */
export const globalOptions: Options = { ...frameOptions, ...requestOptions };

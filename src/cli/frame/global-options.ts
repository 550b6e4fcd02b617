import type { Options } from '../command.ts';
import { formats } from './formats.ts';

/** Flags of every command. A command's own flag of the same name or letter comes first. */
export const frameOptions: Options = {
  'agent-mode': {
    knowsUnset: true,
    summary: 'Structured errors and TOON, for AI agents. On where one is detected; --agent-mode=false turns it off.',
  },
  color: {
    value: 'when',
    default: 'auto',
    accepts: ['auto', 'always', 'never'],
    summary: 'Colour: auto (on a terminal, unless NO_COLOR or FORCE_COLOR says otherwise), always or never.',
  },
  debug: { short: 'd', summary: 'Show requests and answers on stderr, without secrets.' },
  jq: { short: 'q', value: 'filter', summary: "Filter the result with jq, as in '.items[].id'; this overrides -o." },
  'no-interactive': { summary: 'Ask nothing, and open no explorer.' },
  'output-format': {
    short: 'o',
    value: 'format',
    accepts: formats,
    synonyms: { text: 'pretty' },
    aliases: ['output'],
    elsewhere: { default: 'pretty', env: 'GRANTRY_OUTPUT_FORMAT', config: 'output_format' },
    summary: 'How results are written: pretty, json, yaml, table or toon.',
  },
  usage: { summary: 'Print commands and flags as KDL.' },
};

/** Flags of every command that sends requests. */
export const requestOptions: Options = {
  bearer: {
    value: 'token',
    elsewhere: { env: 'GRANTRY_BEARER', config: 'security.bearer' },
    summary: 'A service token, or one of the organization, to send in place of any other.',
  },
  'dry-run': { summary: 'Show the request on stderr, and send nothing.' },
  header: { short: 'H', value: 'name:value', isRepeatable: true, summary: 'A header to send, as in "X-Trace: 1".' },
  'include-headers': { summary: 'Add the headers of the answer to the result.' },
  server: { value: 'name', summary: 'A configured server, by name or number.' },
  'server-url': {
    value: 'url',
    elsewhere: { default: 'http://127.0.0.1:4600', env: 'GRANTRY_SERVER_URL', config: 'server_url' },
    summary: 'The server; this overrides --server.',
  },
  timeout: {
    value: 'duration',
    elsewhere: { default: '60s', env: 'GRANTRY_TIMEOUT', config: 'timeout' },
    summary: 'How long an answer may take, such as 30s, 5m or 100ms.',
  },
};

/** Both. */
export const globalOptions: Options = { ...frameOptions, ...requestOptions };

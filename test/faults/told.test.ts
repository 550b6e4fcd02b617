import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientCommands } from '../../src/cli/commands/registry.ts';
import { exitCodes } from '../../src/cli/exit-codes.ts';
import { runCli } from '../../src/cli/run-cli.ts';
import { recordingTerminal } from '../cli/support.ts';
import { type ExternalAuthApi, startExternalAuthApi } from '../support/external-auth-api.ts';
import { type Fault, json, startFaultyUpstream, text } from '../support/faulty-upstream.ts';

/** A fault, and what people read of it. */
interface Told {
  readonly title: string;
  /** The token endpoint's answers. */
  readonly token?: Fault;
  /** The validation endpoint's; the token has not ended then. */
  readonly validation?: Fault;
  readonly state: 'degraded' | 'needs_reauth' | 'ok';
  readonly cause: string;
  /** What `external-auth access-token` says, and where. */
  readonly stdout: string;
  readonly stderr: RegExp;
}

const url = 'https://grantry.test/external-auth/upstream';
const faults: readonly Told[] = [
  {
    title: 'a transient failure',
    token: text(429, '', { 'retry-after': '60' }),
    state: 'degraded',
    cause: 'status 429',
    stdout: '',
    stderr: /could not be refreshed or validated.*status 429/s,
  },
  {
    title: 'refused credentials of the operator',
    token: json(401, { error: 'invalid_client', error_description: 'who?' }),
    state: 'degraded',
    cause: 'invalid_client: who?',
    stdout: '',
    stderr: /invalid_client: who\?/,
  },
  {
    title: 'a terminal failure',
    token: json(200, { error: 'bad_refresh_token', error_description: 'gone' }),
    state: 'needs_reauth',
    cause: 'bad_refresh_token: gone',
    stdout: url,
    stderr: /^$/, // seed 000: nothing besides the URL
  },
  {
    title: 'a token that is refused although it lives, and cannot be refreshed',
    token: json(400, { error: 'invalid_grant' }),
    validation: text(401, ''),
    state: 'needs_reauth',
    cause: 'invalid_grant',
    stdout: url,
    stderr: /^$/,
  },
  {
    title: 'a validation endpoint that is broken',
    validation: text(500, 'oops'),
    state: 'ok',
    cause: 'status 500: body: oops',
    stdout: '',
    stderr: /status 500: body: oops/,
  },
];

async function run(api: ExternalAuthApi, ...words: readonly string[]) {
  const terminal = recordingTerminal({ GRANTRY_CONFIG_HOME: '/nonexistent', GRANTRY_URL: api.url, GRANTRY_TOKEN: api.owner.api_token });
  const ending = await runCli([clientCommands], ['external-auth', ...words], terminal);
  return { status: exitCodes[ending].status, stdout: terminal.printed.join(''), stderr: terminal.said.join('\n') };
}

for (const { title, token = text(404, ''), validation, state, cause, stdout, stderr } of faults) {
  test(`DESIGN §5: REST and command line tell the cause of ${title}`, async () => {
    await using upstream = await startFaultyUpstream();
    await using api = await startExternalAuthApi({
      id: 'upstream',
      type: 'oauth2',
      client_id: 'c',
      auth_url: `${upstream.url}/a`,
      token_url: `${upstream.url}/token`,
      ...(validation === undefined ? {} : { validate_url: `${upstream.url}/validate` }),
    });
    upstream.script('/token', token);
    if (validation !== undefined) upstream.script('/validate', validation);
    await api.keep('upstream', validation === undefined ? -60 : 600);

    const asked = await run(api, 'access-token', 'upstream');
    assert.deepEqual([asked.status, asked.stdout], [1, stdout]);
    assert.match(asked.stderr, stderr);

    const [link] = (await api.asUser('')).body.links;
    assert.deepEqual([link.authenticated, link.validate_error, link.health.state], [false, cause, state]);
    if (state !== 'ok') {
      assert.equal(link.health.cause, cause);
      assert.match(link.health.since, /Z$/);
    }
    const listed = await run(api, 'list');
    assert.ok(listed.stdout.includes(cause) || listed.stderr.includes(cause), `${listed.stdout}${listed.stderr}`);
  });
}

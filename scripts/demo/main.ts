/**
 * `npm run demo`: a server on the embedded database, a local provider, an account linked through the browser flow, and the commands
 * a person would type. It then stays up until Ctrl-C; `--once`, or CI, ends it after the tour. Nothing is left behind.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runGrantry, startGrantryServer } from './grantry-server.ts';
import { linkAccount } from './link-account.ts';
import { heading, say } from './terminal.ts';
import { showHandOut, showIssuing } from './tour.ts';
import { accounts, startUpstream } from './upstream.ts';

const { values: flags } = parseArgs({ options: { once: { type: 'boolean', default: process.env.CI === 'true' } } });

const person = { email: 'you@example.com', password: 'correct horse battery staple' };
const providerId = 'demo';

/** What is to be undone, the newest first. */
const undo: (() => Promise<void> | void)[] = [];
const cleanUp = async (): Promise<void> => {
  for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
};

const interrupted = new Promise<void>((resolve) => {
  process.once('SIGINT', resolve).once('SIGTERM', resolve);
  process.stdout.on('error', resolve); // nobody reads any more: `npm run demo | head`
});

const runDemo = async (): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'grantry-demo-'));
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  const upstream = await startUpstream();
  undo.push(upstream.stop);

  heading('Starting Grantry on an embedded database, beside a provider of your own');
  const environment: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    HOME: folder,
    XDG_CONFIG_HOME: folder,
    GRANTRY_DATA_DIR: join(folder, 'data'),
    GRANTRY_LISTEN: '127.0.0.1:0',
    GRANTRY_LOG_LEVEL: 'warn',
    GRANTRY_EXTERNAL_AUTH_0_ID: providerId,
    GRANTRY_EXTERNAL_AUTH_0_TYPE: 'oidc',
    GRANTRY_EXTERNAL_AUTH_0_DISPLAY_NAME: 'Demo provider',
    GRANTRY_EXTERNAL_AUTH_0_ISSUER: upstream.url,
    GRANTRY_EXTERNAL_AUTH_0_CLIENT_ID: upstream.clientId,
    GRANTRY_EXTERNAL_AUTH_0_CLIENT_SECRET: upstream.clientSecret,
  };
  const server = await startGrantryServer(environment);
  undo.push(server.stop);
  upstream.register(`${server.url}/external-auth/${providerId}/callback`);
  say(`Grantry listens on ${server.url}, the provider on ${upstream.url}.`);

  const setup = await runGrantry(['setup', '--email', person.email, '--password', person.password, '-o', 'json'], environment);
  if (setup.status !== 0) throw new Error(`setup failed: ${setup.stderr}`);
  const { api_token: apiToken } = JSON.parse(setup.stdout) as { readonly api_token: string }; // what `setup -o json` prints

  heading('Linking your two accounts at the provider');
  const [home, work] = accounts;
  const linked = await linkAccount(server.url, providerId, person, { account: home });
  say(`Signed in, went to the provider, allowed it there as ${home}, and came back to ${linked.url}.`);
  await linkAccount(server.url, providerId, person, { account: work, another: true });
  say(`Then once more as ${work}, beside the first.`);

  await showHandOut(server.url, apiToken, providerId, environment);
  await showIssuing(server.url, apiToken);

  heading('Your turn');
  say(`Sign in at ${server.url}\n  email     ${person.email}\n  password  ${person.password}`);
  if (flags.once) return;
  say('\nCtrl-C ends the demo and removes everything it made.');
  await Promise.race([interrupted, server.ended]);
};

try {
  await Promise.race([runDemo(), interrupted]);
} catch (error) {
  process.stderr.write(`The demo failed: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await cleanUp();
}

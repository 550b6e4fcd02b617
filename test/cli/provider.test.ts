import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fastify from 'fastify';
import { parse } from 'yaml';
import { clientCommands } from '../../src/cli/commands/registry.ts';
import { runCli } from '../../src/cli/run-cli.ts';
import { apiPlugin } from '../../src/http/api/plugin.ts';
import { createSetupLink } from '../../src/identity/setup/setup-link.ts';
import { serverCommands } from '../../src/server/commands/registry.ts';
import { openRooms } from '../../src/server/rooms.ts';
import { type FaultyUpstream, json, startFaultyUpstream } from '../support/faulty-upstream.ts';
import { setUpOwner } from '../support/server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { configuredOf } from '../support/test-broker.ts';
import { recordingTerminal, runGrantry } from './support.ts';

const folder = temporaryFolder('providers');
const masterKey = Buffer.alloc(32, 5);
const environment: Record<string, string> = { GRANTRY_DATA_DIR: folder.path, GRANTRY_MASTER_KEY: masterKey.toString('base64') };
const secretFile = join(folder.path, 'secret');
let upstream: FaultyUpstream;
let close = async (): Promise<void> => {};

before(async () => {
  upstream = await startFaultyUpstream();
  const rooms = await openRooms({
    database: `sqlite:${join(folder.path, 'grantry.db')}`,
    masterKey,
    accessUrl: 'http://grantry.test',
    providers: configuredOf({ id: 'fixed', type: 'github', client_id: 'f' }),
  });
  const app = fastify();
  await app.register(apiPlugin, { rooms });
  environment.GRANTRY_URL = await app.listen({ port: 0, host: '127.0.0.1' });
  const owner = await setUpOwner(environment.GRANTRY_URL, (await createSetupLink(rooms.identity))?.reveal() ?? '');
  environment.GRANTRY_TOKEN = owner.api_token;
  writeFileSync(secretFile, 'hush hush\n');
  close = async () => {
    await app.close();
    await rooms.close();
  };
});

after(async () => {
  await close();
  await upstream[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

/** Runs a command in this process. */
async function run(words: readonly string[], input = ''): Promise<{ ending: string; out: string; said: string }> {
  const terminal = recordingTerminal(environment, input);
  const ending = await runCli([clientCommands, serverCommands], ['provider', ...words], terminal);
  return { ending, out: terminal.printed.join(''), said: terminal.said.join('\n') };
}

const create = (id: string, ...more: readonly string[]): ReturnType<typeof run> => {
  const urls = ['--auth-url', `${upstream.url}/authorize`, '--token-url', `${upstream.url}/token`];
  return run(['create', '--id', id, '--type', 'acme', '--client-id', 'c', ...urls, ...more]);
};

test('a provider is created with a secret from a file, listed, shown, changed and deleted', async () => {
  const created = await create('mine', '--client-secret-file', secretFile, '--scopes', 'a b', '--no-refresh', 'true');
  assert.equal(created.ending, 'done', created.said);
  assert.match(created.said, /http:\/\/grantry\.test\/external-auth\/mine\/callback/);
  assert.match((await run(['list'])).out, /^fixed +github +GitHub +file +0 +ok\nmine +acme +acme +stored +0 +ok$/m);

  const updated = await run(['update', 'mine', '--display-name', 'Mine', '--unset', 'scopes', '--unset', 'no-refresh', '-o', 'json']);
  const { settings, client_secret_set } = JSON.parse(updated.out);
  assert.deepEqual(
    [settings.display_name.value, settings.scopes.source, settings.no_refresh.value, client_secret_set],
    ['Mine', 'default', false, true],
  );
  const shown = await run(['show', 'mine']);
  assert.match(shown.out, /^client secret +set$/m);
  assert.match(shown.out, /^display_name +Mine +provider mine: display_name$/m);
  assert.equal(parse((await run(['show', 'mine', '-o', 'yaml'])).out).id, 'mine');
  assert.match((await run(['types'])).out, /^github +GitHub +repo workflow +https:/m);
  assert.equal((await run(['delete', 'mine'])).said, 'Deleted mine.');
  assert.ok(![created, updated, shown].some(({ out, said }) => (out + said).includes('hush')));
});

test('what is wrong is said setting by setting', async () => {
  const { ending, said } = await create('wrong', '--regex', '(', '--validate-url', 'nonsense');
  assert.equal(ending, 'failed');
  assert.match(said, /The settings cannot be used\.\n {2}validate_url: found "nonsense"; accepted: .*\n {2}regex: found "\("; accepted: /);
  assert.match((await run(['update', 'fixed', '--client-id', 'x'])).said, /client_id: is set by external_auth\[0\]\.client_id, which wins/);
  assert.match((await run(['update', 'fixed'])).said, /nothing to change was named/);
  assert.match((await create('wrong', '--client-secret-file', '/nowhere')).said, /\/nowhere cannot be read/);
});

test('RFC 6749 §4.1.3: a test tells a wrong secret from a right one, without an account', async () => {
  await create('tried', '--client-secret-file', secretFile);
  upstream.script('/token', json(401, { error: 'invalid_client', error_description: 'No.' }), json(400, { error: 'invalid_grant' }));
  const wrong = await run(['test', 'tried']);
  assert.equal(wrong.ending, 'failed');
  assert.match(wrong.out, /^client +failed +The provider refused the client: invalid_client: No\.$/m);
  const right = await run(['test', 'tried']);
  assert.equal(right.ending, 'done');
  assert.match(right.out, /^metadata +skipped /m);
  assert.match(right.out, /^client +ok /m);
  const asked = new URLSearchParams(upstream.seen.at(-1)?.body);
  assert.deepEqual(
    [asked.get('grant_type'), asked.get('redirect_uri')],
    ['authorization_code', 'http://grantry.test/external-auth/tried/callback'],
  );
  await run(['delete', 'tried']);
});

test('an export leaves secrets out, is what grantry.yaml takes, and an import of it changes nothing', async () => {
  await create('mine', '--client-secret-file', secretFile, '--scopes', 'a b');
  const exported = await run(['export']);
  assert.deepEqual(parse(exported.out), {
    external_auth: [
      { id: 'fixed', type: 'github', client_id: 'f' },
      {
        id: 'mine',
        type: 'acme',
        client_id: 'c',
        auth_url: `${upstream.url}/authorize`,
        token_url: `${upstream.url}/token`,
        scopes: ['a', 'b'],
      },
    ],
  });
  assert.equal(configuredOf(...parse(exported.out).external_auth).length, 2);
  const file = join(folder.path, 'providers.yaml');
  writeFileSync(file, exported.out);
  const imported = await run(['import', file]);
  assert.match(imported.out, /^fixed +unchanged\nmine +unchanged$/m);
  assert.equal(imported.said, '0 of 2 providers were changed.');
});

test('an import from standard input is planned before it is done', async () => {
  const yaml = '- {id: mine, scopes: [c], display_name: Mine}\n- {id: more, type: github, client_id: m, client_secret: hush}\n';
  const planned = await run(['import', '-', '--dry-run'], yaml);
  assert.match(planned.out, /^mine +update +scopes +a b +c$/m);
  assert.match(planned.out, /^more +create +client_secret +– +\[secret\]$/m);
  assert.equal(planned.said, 'Nothing was changed.');
  assert.doesNotMatch((await run(['list'])).out, /^more/m);
  assert.equal((await run(['import', '-'], yaml)).said, '2 of 2 providers were changed.');
  assert.match((await run(['list'])).out, /^more/m);
  assert.match((await run(['import', '-'], '{')).said, /standard input is no YAML/);
  assert.match((await run(['import', '-'], 'a: b')).said, /no list of providers/);
  assert.match((await run(['import', '-'], '- {id: x}')).said, /providers\.0\.client_id: found nothing/);
});

test('secrets are exported only from the database itself, with the master key', async () => {
  const { status, stdout, stderr } = await runGrantry(['provider', 'export', '--with-secrets'], {
    GRANTRY_DATA_DIR: folder.path,
    GRANTRY_MASTER_KEY: masterKey.toString('base64'),
  });
  assert.equal(status, 0, stderr);
  const mine = parse(stdout).external_auth.find(({ id }: { id: string }) => id === 'mine');
  assert.deepEqual([mine.client_secret, mine.scopes], [readFileSync(secretFile, 'utf8').trim(), ['c']]);
  assert.match(stderr, /holds client secrets/);
});

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { clientCommands } from '../../src/cli/commands/registry.ts';
import { runCli } from '../../src/cli/run-cli.ts';
import { serverCommands } from '../../src/server/commands/registry.ts';
import { startFreshServer } from '../support/server.ts';
import { recordingTerminal } from './support.ts';

describe('grantry management-token', () => {
  let server: Awaited<ReturnType<typeof startFreshServer>>;

  const run = async (...words: string[]): Promise<{ readonly code: string; readonly out: string; readonly said: string }> => {
    const terminal = recordingTerminal({ GRANTRY_URL: server.url, GRANTRY_TOKEN: server.owner.api_token });
    const code = await runCli([clientCommands, serverCommands], words, terminal);
    return { code, out: terminal.printed.join(''), said: terminal.said.join('\n') };
  };
  const introspect = (token: string): Promise<Response> =>
    fetch(`${server.url}/api/1/auth/introspection/standard`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ parameters: 'token=abc' }),
    });

  before(async () => {
    server = await startFreshServer();
  });
  after(() => server[Symbol.asyncDispose]());

  test('a token is made, shown once, listed with its rights, and revoked', async () => {
    const made = await run('management-token', 'create', 'photos', '--service-id', '1', '--right', 'use_introspection');
    assert.equal(made.code, 'done', made.said);
    const token = made.out.trim();
    assert.equal((await introspect(token)).status, 200);
    const { out } = await run('management-token', 'list', '-o', 'json');
    const listed = JSON.parse(out).tokens.find(({ name }: { name: string }) => name === 'photos');
    assert.deepEqual([listed.service_id, listed.rights], [1, ['use_introspection']]);
    assert.ok(!out.includes(token));
    assert.match((await run('management-token', 'list')).out, /photos +1 +use_introspection/);
    assert.equal((await run('management-token', 'revoke', listed.id)).code, 'done');
    assert.equal((await introspect(token)).status, 401);
    assert.notEqual((await run('management-token', 'revoke', listed.id)).code, 'done');
  });

  test('what makes no sense is said', async () => {
    for (const [words, about] of [
      [['--service-id', 'one'], /service/],
      [['--service-id', '77'], /service/],
      [['--right', 'fly'], /right/],
      [['--service-id', '1', '--right', 'create_service'], /create_service/],
    ] as const) {
      const { code, said } = await run('management-token', 'create', 'x', ...words);
      assert.notEqual(code, 'done');
      assert.match(said, about);
    }
  });
});

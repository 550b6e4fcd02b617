import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { startExternalAuthApi } from '../support/external-auth-api.ts';

const upstream = { id: 'upstream', type: 'oauth2', client_id: 'c', auth_url: 'https://p.example/a', token_url: 'https://p.example/t' };

for (const [title, end, status] of [
  ['an agent that was revoked', ['DELETE', '/api/v2/agents/builder', undefined], 401],
  ['an agent whose rules were narrowed', ['PATCH', '/api/v2/agents/builder', { allowed_providers: ['other'] }], 403],
] as const) {
  test(`D.6: ${title} while it listened gets no token when the account is linked`, { timeout: 20_000 }, async () => {
    await using api = await startExternalAuthApi(upstream);
    const answer = api.asAgent('id=upstream&listen=true');
    await pause(300); // it listens by now
    const [method, path, body] = end;
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const headers = { 'coder-session-token': api.owner.api_token, ...type };
    assert.ok((await fetch(api.url + path, { method, headers, ...sent })).ok);
    await api.keep('upstream', 3600);
    const { status: answered, body: said } = await answer;
    assert.equal(answered, status, JSON.stringify(said));
    assert.equal(said.access_token, undefined);
  });
}

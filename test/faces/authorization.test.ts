import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Authorization, Operation } from '../../src/http/api/operation.ts';
import { operations } from '../../src/http/api/registry.ts';
import { apiScopes } from '../../src/http/api/scopes.ts';
import { type OwnedApi, startOwnedApi } from '../support/owned-api.ts';

const password = 'correct horse battery';
const callers = ['nobody', 'member', 'admin', 'suspended', 'agent', 'scoped', 'unscoped', 'cookie'] as const;
type CallerName = (typeof callers)[number];

/** How the API meets a caller: what comes after `lets in` is for the operation to say. */
type Meeting = 'lets in' | 'unknown' | 'forbids';

/** What an operation's declaration promises each caller. `scoped` is an admin's API token with just the scope, `unscoped` has all others. */
function promised(authorization: Authorization, caller: CallerName, method: string): Meeting {
  if (authorization.who === 'anyone') return 'lets in';
  if (caller === 'nobody' || caller === 'suspended') return 'unknown';
  if (caller === 'cookie' && method !== 'GET') return 'forbids';
  if (authorization.who === 'agent') return caller === 'agent' ? 'lets in' : 'unknown';
  if (caller === 'agent') return authorization.agents === true ? 'lets in' : 'forbids';
  if (caller === 'unscoped') return 'forbids';
  if (caller === 'member' || caller === 'cookie') return authorization.role === undefined ? 'lets in' : 'forbids';
  return 'lets in';
}

describe('each operation lets in whom it declares, and nobody else', () => {
  let api: OwnedApi;
  const tokens = new Map<string, string>();

  const send = async ({ method, path }: Operation, headers: Readonly<Record<string, string>>) => {
    const url = api.url + path.replaceAll(/\{\w+\}/g, 'nothing');
    const body = method === 'GET' || method === 'DELETE' ? {} : { body: '[]', headers: { ...headers, 'content-type': 'application/json' } };
    return fetch(url, { method, headers, ...body });
  };
  const key = (token: string, name: string, scopes: readonly string[]): Promise<string> =>
    api.call('POST', '/users/me/keys/tokens', { token_name: name, scopes }, token).then(({ body }) => body.key);

  before(async () => {
    api = await startOwnedApi();
    for (const name of ['member', 'admin', 'suspended']) {
      const made = await api.call('POST', '/users', { email: `${name}@example.com`, username: name, password });
      assert.equal(made.status, 201, JSON.stringify(made.body));
      const signedIn = await api.call('POST', '/users/login', { email: `${name}@example.com`, password });
      tokens.set(name, signedIn.body.session_token);
    }
    assert.equal((await api.call('PUT', '/users/admin/role', { role: 'admin' })).status, 200);
    tokens.set('agent', (await api.call('POST', '/agents', { name: 'robot' }, tokens.get('admin'))).body.token);
    for (const { name } of apiScopes) {
      const others = apiScopes.map((scope) => scope.name).filter((other) => other !== name && other !== 'all');
      tokens.set(`scoped ${name}`, await key(tokens.get('admin') ?? '', `only-${name.replace(':', '-')}`, [name]));
      tokens.set(`unscoped ${name}`, await key(tokens.get('admin') ?? '', `but-${name.replace(':', '-')}`, others));
    }
    assert.equal((await api.call('PUT', '/users/suspended/status/suspend')).status, 200);
  });
  after(() => api[Symbol.asyncDispose]());

  const headersOf = (caller: CallerName, authorization: Authorization): Readonly<Record<string, string>> => {
    if (caller === 'nobody') return {};
    if (caller === 'cookie') return { cookie: `coder_session_token=${tokens.get('member')}`, 'sec-fetch-site': 'cross-site' };
    const needed = authorization.who === 'user' ? authorization.scope : 'all';
    const token = tokens.get(caller.endsWith('scoped') ? `${caller} ${needed}` : caller);
    return { authorization: `Bearer ${token ?? assert.fail(`${caller} has no token`)}` };
  };

  /** Tells the router's refusals by their words: an operation has its own. */
  const met = async (response: Response): Promise<Meeting> => {
    const { status } = response;
    if (status === 401 && response.headers.has('www-authenticate')) return 'unknown';
    const words = /^(An agent's token does not|The scope \S+ is needed|Only users with the role|A session cookie must)/;
    return status === 403 && words.test(((await response.json()) as { message: string }).message) ? 'forbids' : 'lets in';
  };

  for (const operation of operations) {
    test(`${operation.method} ${operation.path}`, async () => {
      const { authorization, method, name } = operation;
      for (const caller of callers) {
        // What these end is what the other cases call with.
        if (['signOut', 'endOtherSessions'].includes(name) && ['member', 'admin', 'scoped', 'unscoped'].includes(caller)) continue;
        const response = await send(operation, headersOf(caller, authorization));
        assert.ok(response.status < 500, `${caller}: ${response.status}`);
        assert.equal(await met(response), promised(authorization, caller, method), `${caller}: ${response.status}`);
      }
    });
  }
});

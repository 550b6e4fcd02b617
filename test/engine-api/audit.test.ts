import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { type EngineApi, startEngineApi } from '../support/engine-api.ts';
import { approve, makePkce } from '../support/oauth-client.ts';

type Members = Readonly<Record<string, unknown>>;

interface AuditEvent {
  readonly event: string;
  readonly actor: string;
  readonly target: string;
  readonly address: string | null;
  readonly details: Members | null;
}

const redirectUri = 'https://app.example/callback';
const secretText = 'Zk4w-a-secret-of-enough-random-letters-Qp7';

suite('DESIGN §11: what is done by a token of the engine API is on the audit trail', () => {
  let api: EngineApi;
  let token: { readonly key: string; readonly id: string };
  const answers: string[] = [];
  let marked: string;
  let marks = 0;

  const rest = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${api.url}/api/v2${path}`, {
      method,
      headers: { 'grantry-session-token': api.owner.api_token, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return response.json();
  };
  const list = async (): Promise<readonly (AuditEvent & { readonly sequence: number })[]> =>
    ((await rest('GET', '/audit?limit=50')) as { readonly events: (AuditEvent & { readonly sequence: number })[] }).events;
  /** Events are written behind the answer, in order: they are there within moments. */
  const eventsUntil = async (isThere: (fresh: readonly AuditEvent[]) => boolean, since = 0) => {
    const deadline = Date.now() + 5000;
    for (;;) {
      const fresh = (await list()).filter(({ sequence }) => sequence > since).toReversed();
      if (isThere(fresh) || Date.now() > deadline) return fresh;
    }
  };
  const eventsSince = (sequence: number, count: number) => eventsUntil(({ length }) => length >= count, sequence);
  /** Waits until all that was done so far is written. @returns the place of the last event of it. */
  const newest = async (): Promise<number> => {
    marks += 1;
    const isMark = ({ details }: AuditEvent): boolean => details?.subject === `mark ${marks}`;
    await api.call(`/client/granted_scopes/delete/${marked}/mark%20${marks}`, undefined, { method: 'DELETE' });
    return (await eventsUntil((fresh) => fresh.some(isMark))).at(-1)?.sequence ?? 0;
  };
  const call = async (path: string, body?: unknown, options: { readonly method?: string; readonly serviceId?: number } = {}) => {
    const answer = await api.call(path, body, { token: token.key, ...options });
    assert.ok(answer.status < 300, answer.text);
    answers.push(answer.text);
    return answer.body;
  };
  const createClient = (more: Members = {}) =>
    call('/client/create', { clientType: 'CONFIDENTIAL', clientName: 'Photos', redirectUris: [redirectUri], ...more });
  const createToken = (clientIdentifier: string, more: Members = {}) =>
    call('/auth/token/create', { grantType: 'AUTHORIZATION_CODE', clientIdentifier, subject: 'ann', scopes: ['openid'], ...more });

  before(async () => {
    api = await startEngineApi();
    const made = (await rest('POST', '/management-tokens', { name: 'front end', rights: ['admin'] })) as {
      readonly key: string;
      readonly token: { readonly id: string };
    };
    token = { key: made.key, id: made.token.id };
    marked = (await createClient()).clientIdAlias;
  });
  after(() => api[Symbol.asyncDispose]());

  /** What is done, and the events that tell of it: name, target, details beside the service and the name of the token. */
  type Told = readonly [event: string, target: string, details: Members];
  const deeds: readonly (readonly [deed: string, prepare: () => Promise<() => Promise<readonly Told[]>>])[] = [
    [
      'client/create',
      async () => async () => {
        const { clientIdAlias } = await createClient();
        return [['app_created', `app:${clientIdAlias}`, { name: 'Photos' }]];
      },
    ],
    [
      'client/update',
      async () => {
        const { clientId, clientIdAlias } = await createClient();
        return async () => {
          await call(`/client/update/${clientId}`, { clientName: 'Pictures', locked: true });
          return [['app_updated', `app:${clientIdAlias}`, { name: 'Pictures', locked: true }]];
        };
      },
    ],
    [
      'client/delete',
      async () => {
        const { clientId, clientIdAlias } = await createClient();
        return async () => {
          await call(`/client/delete/${clientId}`, undefined, { method: 'DELETE' });
          return [['app_deleted', `app:${clientIdAlias}`, { name: 'Photos' }]];
        };
      },
    ],
    [
      'client/lock_flag/update',
      async () => {
        const { clientId, clientIdAlias } = await createClient();
        return async () => {
          for (const clientLocked of [true, false]) await call(`/client/lock_flag/update/${clientId}`, { clientLocked });
          return [
            ['app_locked', `app:${clientIdAlias}`, {}],
            ['app_unlocked', `app:${clientIdAlias}`, {}],
          ];
        };
      },
    ],
    [
      'client/secret/refresh and client/secret/update',
      async () => {
        const { clientId, clientIdAlias } = await createClient();
        return async () => {
          await call(`/client/secret/refresh/${clientId}`);
          await call(`/client/secret/update/${clientId}`, { clientSecret: secretText });
          return [
            ['app_secret_replaced', `app:${clientIdAlias}`, { is_given: false }],
            ['app_secret_replaced', `app:${clientIdAlias}`, { is_given: true }],
          ];
        };
      },
    ],
    [
      'client/extension/requestable_scopes',
      async () => {
        const { clientIdAlias } = await createClient();
        const path = (does: string): string => `/client/extension/requestable_scopes/${does}/${clientIdAlias}`;
        return async () => {
          await call(path('update'), { requestableScopes: ['openid'] }, { method: 'PUT' });
          await call(path('delete'), undefined, { method: 'DELETE' });
          return [
            ['app_updated', `app:${clientIdAlias}`, { name: 'Photos', requestable_scopes: ['openid'] }],
            ['app_updated', `app:${clientIdAlias}`, { name: 'Photos', requestable_scopes: 'all' }],
          ];
        };
      },
    ],
    [
      'client/authorization/update and delete',
      async () => {
        const { clientId, clientIdAlias } = await createClient();
        await createToken(clientIdAlias);
        return async () => {
          await call(`/client/authorization/update/${clientId}`, { subject: 'ann', scopes: ['openid'] });
          await call(`/client/authorization/delete/${clientId}`, { subject: 'ann' });
          return [
            ['grant_updated', `app:${clientIdAlias}`, { subject: 'ann', scopes: ['openid'] }],
            ['grant_revoked', `app:${clientIdAlias}`, { subject: 'ann' }],
          ];
        };
      },
    ],
    [
      'client/granted_scopes/delete',
      async () => {
        const { clientId, clientIdAlias } = await createClient();
        return async () => {
          await call(`/client/granted_scopes/delete/${clientId}/ann`, undefined, { method: 'DELETE' });
          return [['consent_forgotten', `app:${clientIdAlias}`, { subject: 'ann' }]];
        };
      },
    ],
    [
      'auth/token/create',
      async () => {
        const { clientIdAlias } = await createClient();
        return async () => {
          const { tokenId } = await createToken(clientIdAlias);
          return [['token_created', `app:${clientIdAlias}`, { grant_type: 'AUTHORIZATION_CODE', token_id: tokenId, subject: 'ann' }]];
        };
      },
    ],
    [
      'auth/token/create/batch: what was only tried, or failed, is no deed',
      async () => {
        const { clientIdAlias } = await createClient();
        const one = { grantType: 'AUTHORIZATION_CODE', clientIdentifier: clientIdAlias, subject: 'ann' };
        return async () => {
          await call('/auth/token/create/batch?dryRun=true', [one]);
          await call('/auth/token/create/batch', [{ ...one, scopes: ['nothing'] }]);
          const { requestId } = await call('/auth/token/create/batch', [one, one]);
          return [['token_created', `token_batch:${requestId}`, { token_count: 2 }]];
        };
      },
    ],
    [
      'auth/token/update: by the id, never by the value; deleting what is not there is no deed',
      async () => {
        const { clientIdAlias } = await createClient();
        const { accessToken } = await createToken(clientIdAlias);
        return async () => {
          const { tokenId } = await call('/auth/token/update', { accessToken, accessTokenValueUpdated: true });
          await call('/auth/token/delete/nothing', undefined, { method: 'DELETE' });
          return [['token_updated', `access_token:${tokenId}`, { is_replaced: true }]];
        };
      },
    ],
    [
      'auth/token/revoke',
      async () => {
        const { clientIdAlias, clientId } = await createClient();
        await createToken(clientIdAlias);
        await createToken(clientIdAlias);
        const { accessToken, tokenId } = await createToken(clientIdAlias, { grantType: 'CLIENT_CREDENTIALS' });
        return async () => {
          await call('/auth/token/revoke', { accessTokenIdentifier: accessToken });
          await call('/auth/token/revoke', { clientIdentifier: String(clientId), subject: 'ann' });
          await call('/auth/token/revoke', { clientIdentifier: String(clientId) });
          await call('/auth/token/revoke', { subject: 'eve\0\ud800' });
          await call('/auth/token/revoke', { subject: 'x'.repeat(100_000) });
          return [
            ['grant_revoked', `access_token:${tokenId}`, { token_count: 1 }],
            ['grant_revoked', `app:${clientIdAlias}`, { subject: 'ann', token_count: 2 }],
            ['grant_revoked', `app:${clientIdAlias}`, { token_count: 0 }],
            ['grant_revoked', 'subject:eve\ufffd\ufffd', { token_count: 0 }],
            ['grant_revoked', `subject:${'x'.repeat(100)}`, { token_count: 0 }],
          ];
        };
      },
    ],
    [
      'client/registration: what a client asked for by its front end',
      async () => {
        await call('/service/update', { dynamicRegistrationSupported: true });
        return async () => {
          const metadata = { redirect_uris: [redirectUri], client_name: 'Photos' };
          const made = await call('/client/registration', { json: JSON.stringify(metadata) });
          const { client_id: clientId, registration_access_token: registrationToken } = JSON.parse(made.responseContent);
          const managed = { token: registrationToken, clientId };
          await call('/client/registration/update', { ...managed, json: JSON.stringify({ ...metadata, client_id: clientId }) });
          await call('/client/registration/delete', managed);
          return ['app_registered', 'app_updated', 'app_deleted'].map((event) => [event, `app:${clientId}`, { name: 'Photos' }]);
        };
      },
    ],
  ];
  for (const [deed, prepare] of deeds)
    test(deed, async () => {
      const act = await prepare();
      const before = await newest();
      const expected = await act();
      const told = await eventsSince(before, expected.length);
      assert.deepEqual(
        told.map(({ event, actor, target, details }) => ({ event, actor, target, details })),
        expected.map(([event, target, details]) => ({
          event,
          actor: `management_token:${token.id}`,
          target,
          details: { ...details, service: String(api.owner.service_id), token_name: 'front end' },
        })),
      );
      assert.ok(told.every(({ address }) => address !== null && address !== ''));
    });

  test('auth/token/delete: with the grant that ends', async () => {
    const { clientIdAlias } = await createClient();
    const { accessToken } = await createToken(clientIdAlias);
    const before = await newest();
    await call(`/auth/token/delete/${accessToken}`, undefined, { method: 'DELETE' });
    const [told] = await eventsSince(before, 1);
    assert.equal(told?.event, 'grant_revoked');
    assert.match(told.target, /^grant:\w+$/);
  });

  test('service/create, update, delete and jwks/get with private keys: with the members that were sent, by name', async () => {
    const before = await newest();
    const { apiKey: serviceId } = await call('/../service/create', { serviceName: 'Payments' });
    await call('/service/update', { accessTokenDuration: 60, description: secretText }, { serviceId });
    await call('/service/jwks/get', undefined, { serviceId });
    await call('/service/jwks/get?includePrivateKeys=true', undefined, { serviceId });
    await call('/service/delete', undefined, { serviceId, method: 'DELETE' });
    const told = await eventsSince(before, 4);
    const shared = { service: String(serviceId), token_name: 'front end' };
    assert.deepEqual(
      told.map(({ event, target, details }) => [event, target, details]),
      [
        ['service_created', `service:${serviceId}`, { name: 'Payments', ...shared }],
        ['service_updated', `service:${serviceId}`, { name: 'Payments', members: ['description', 'accessTokenDuration'], ...shared }],
        ['signing_keys_shown', `service:${serviceId}`, shared],
        ['service_deleted', `service:${serviceId}`, { name: 'Payments', ...shared }],
      ],
    );
  });

  test('RFC 9700 §4.14.2: a code that comes twice is on it, as it is where clients come themselves', async () => {
    const { clientIdAlias: clientId, clientSecret } = await createClient();
    const { verifier, challenge } = makePkce();
    const location = await approve(api.url, api.owner.api_token, {
      client_id: clientId,
      redirect_uri: redirectUri,
      response_type: 'code',
      code_challenge: challenge,
      code_challenge_method: 'S256',
    });
    const form = {
      grant_type: 'authorization_code',
      code: location.searchParams.get('code') ?? '',
      redirect_uri: redirectUri,
      code_verifier: verifier,
    };
    const before = await newest();
    const exchange = { parameters: String(new URLSearchParams(form)), clientId, clientSecret };
    assert.deepEqual([(await call('/auth/token', exchange)).action, (await call('/auth/token', exchange)).action], ['OK', 'BAD_REQUEST']);
    const [replay] = await eventsSince(before, 1);
    assert.deepEqual([replay?.event, replay?.actor, replay?.details], ['code_replayed', 'anonymous', { reason: 'code replayed' }]);
  });

  test('no secret of any answer is on it', async () => {
    const response = await fetch(`${api.url}/api/v2/audit/export`, { headers: { 'grantry-session-token': api.owner.api_token } });
    const trail = await response.text();
    const secrets = answers
      .flatMap((text) => [...text.matchAll(/"(?:\w*[sS]ecret|\w*[aA]ccessToken|\w*[rR]efreshToken|d|p|q)":"([^"]{10,})"/g)])
      .map(([, secret = '']) => secret);
    assert.ok(secrets.length > 20);
    for (const secret of [...secrets, token.key, secretText]) assert.equal(trail.includes(secret), false, secret);
  });
});

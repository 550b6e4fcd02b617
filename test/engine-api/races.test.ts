import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { type EngineAnswer, type EngineApi, startEngineApi } from '../support/engine-api.ts';
import { startPostgres } from '../support/postgres.ts';

type Members = Readonly<Record<string, unknown>>;

const redirectUri = 'https://app.example/callback';
const times = <Result>(count: number, run: (index: number) => Promise<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => run(index)));

const raceOn = (store: string, settings: () => Promise<NodeJS.ProcessEnv>): Promise<void> =>
  suite(`whatever front ends do at the same time, on ${store} it is done once or not at all, and nothing fails on our side`, () => {
    let api: EngineApi;
    let serviceId: number;
    before(async () => {
      api = await startEngineApi(await settings());
      const { body } = await api.call(
        '/../service/create',
        { supportedScopes: [{ name: 'openid' }, { name: 'read', defaultEntry: true }, { name: 'write' }] },
        { token: api.owner.organization_token },
      );
      serviceId = body.apiKey;
    });
    after(() => api[Symbol.asyncDispose]());

    const call = async (path: string, body?: unknown, method?: string, service = serviceId): Promise<EngineAnswer> => {
      const token = api.owner.organization_token;
      const answer = await api.call(path, body, { token, serviceId: service, ...(method === undefined ? {} : { method }) });
      assert.ok(answer.status < 500, `${path}: ${answer.text}`);
      assert.doesNotMatch(answer.text, /"resultCode":"A\d{3}1/, `${path}: ${answer.text}`);
      return answer;
    };
    const ok = async (path: string, body?: unknown, method?: string) => {
      const answer = await call(path, body, method);
      assert.ok(answer.status < 300, answer.text);
      return answer.body;
    };
    const createClient = (more: Members = {}) =>
      ok('/client/create', {
        clientType: 'CONFIDENTIAL',
        redirectUris: [redirectUri],
        grantTypes: ['AUTHORIZATION_CODE', 'REFRESH_TOKEN', 'DEVICE_CODE', 'PASSWORD'],
        ...more,
      });
    type Client = Awaited<ReturnType<typeof createClient>>;
    const credentials = ({ clientIdAlias, clientSecret }: Client) => ({ clientId: clientIdAlias, clientSecret });
    const token = (client: Client, form: Readonly<Record<string, string>>): Promise<EngineAnswer> =>
      call('/auth/token', { parameters: String(new URLSearchParams(form)), ...credentials(client) });
    const openTicket = async ({ clientIdAlias }: Client): Promise<string> => {
      const form = { response_type: 'code', client_id: clientIdAlias, redirect_uri: redirectUri, scope: 'read' };
      return (await ok('/auth/authorization', { parameters: String(new URLSearchParams(form)) })).ticket;
    };
    const issue = (ticket: string) => call('/auth/authorization/issue', { ticket, subject: 'ada' });
    const obtainCode = async (client: Client) => (await issue(await openTicket(client))).body.authorizationCode as string;
    const redeem = (client: Client, code: string) => token(client, { grant_type: 'authorization_code', code, redirect_uri: redirectUri });
    const createTokens = (client: Client, more: Members = {}) =>
      ok('/auth/token/create', { grantType: 'AUTHORIZATION_CODE', clientId: client.clientId, subject: 'ada', ...more });
    const isUsable = async (accessToken: string): Promise<boolean> =>
      (await call('/auth/introspection', { token: accessToken })).body.usable === true;
    const actionsOf = (answers: readonly EngineAnswer[]): readonly string[] => answers.map(({ body }) => body?.action).sort();

    test('a ticket is issued once, or failed once, whoever asks how often', async () => {
      const client = await createClient();
      const ticket = await openTicket(client);
      const answers = await Promise.all([
        times(10, () => issue(ticket)),
        times(10, () => call('/auth/authorization/fail', { ticket, reason: 'DENIED' })),
        times(5, () => call('/auth/authorization/ticket/update', { ticket, info: 'x' })),
      ]);
      const settled = answers.slice(0, 2).flat();
      assert.equal(settled.filter(({ body }) => body.action === 'LOCATION').length, 1);
      for (const { body } of settled) if (body.action !== 'LOCATION') assert.match(body.resultCode, /^A04[01]202$/);
    });

    test('a code is redeemed once; the others end what it brought', async () => {
      const client = await createClient();
      const code = await obtainCode(client);
      const answers = await times(10, () => redeem(client, code));
      assert.deepEqual(actionsOf(answers), [...Array.from({ length: 9 }, () => 'BAD_REQUEST'), 'OK']);
      const [issued] = answers.filter(({ body }) => body.action === 'OK');
      assert.equal(await isUsable(issued?.body.accessToken), false);
    });

    test('the ticket of a password is good once', async () => {
      const client = await createClient();
      const { ticket } = (await token(client, { grant_type: 'password', username: 'ada', password: 'secret' })).body;
      const answers = await Promise.all([
        times(8, () => api.call('/auth/token/issue', { ticket, subject: 'ada' }, { token: api.owner.organization_token, serviceId })),
        times(8, () =>
          api.call(
            '/auth/token/fail',
            { ticket, reason: 'INVALID_RESOURCE_OWNER_CREDENTIALS' },
            { token: api.owner.organization_token, serviceId },
          ),
        ),
      ]);
      const done = answers.flat().filter(({ body }) => body.action === 'OK' || body.action === 'BAD_REQUEST');
      assert.equal(done.length, 1, JSON.stringify(answers.flat().map(({ body }) => body.resultCode)));
      assert.ok(answers.flat().every(({ status }) => status === 200));
    });

    test('a refresh and an update at once: both count, or one is refused', async () => {
      const client = await createClient();
      for (const update of [{ accessTokenValueUpdated: true }, { scopes: ['read', 'write'] }, { accessTokenPersistent: true }]) {
        const { accessToken, refreshToken } = await createTokens(client, { scopes: ['read'] });
        const answers = await Promise.all([
          times(4, () => token(client, { grant_type: 'refresh_token', refresh_token: refreshToken })),
          times(4, () => call('/auth/token/update', { accessToken, ...update })),
        ]);
        const refreshed = answers[0].map(({ body }) => body);
        assert.ok(
          refreshed.some(({ action }) => action === 'OK'),
          JSON.stringify(refreshed),
        );
        assert.equal(new Set(refreshed.filter(({ action }) => action === 'OK').map((body) => body.refreshToken)).size, 1);
      }
    });

    test('a refresh and a delete at once: nothing of the grant is alive afterwards', async () => {
      const client = await createClient();
      for (let round = 0; round < 5; round++) {
        const { accessToken, refreshToken } = await createTokens(client);
        const answers = await Promise.all([
          token(client, { grant_type: 'refresh_token', refresh_token: refreshToken }),
          call(`/auth/token/delete/${accessToken}`, undefined, 'DELETE'),
          token(client, { grant_type: 'refresh_token', refresh_token: refreshToken }),
        ]);
        for (const { body } of answers) if (body?.accessToken !== undefined) assert.equal(await isUsable(body.accessToken), false);
        assert.equal((await ok(`/auth/token/get/list?clientIdentifier=${client.clientIdAlias}`)).totalCount, 0);
      }
    });

    test('a client that is deleted while its codes are redeemed keeps nothing', async () => {
      for (let round = 0; round < 5; round++) {
        const client = await createClient();
        const codes = await times(4, () => obtainCode(client));
        const ticket = await openTicket(client);
        const [redeemed] = await Promise.all([
          Promise.all(codes.map((code) => redeem(client, code))),
          call(`/client/delete/${client.clientId}`, undefined, 'DELETE'),
          issue(ticket),
          call('/auth/token/create', { grantType: 'AUTHORIZATION_CODE', clientId: client.clientId, subject: 'ada' }),
          call(`/client/secret/refresh/${client.clientId}`),
          call(`/client/lock_flag/update/${client.clientId}`, { clientLocked: true }),
          call(`/client/update/${client.clientId}`, { clientName: 'x' }),
        ]);
        assert.equal((await call(`/client/get/${client.clientId}`)).status, 404, 'nothing brought it back');
        for (const { body } of redeemed) if (body.accessToken !== undefined) assert.equal(await isUsable(body.accessToken), false);
        assert.equal((await token(client, { grant_type: 'client_credentials' })).body.action, 'INVALID_CLIENT');
      }
    });

    test('a lock that comes with an update stays', async () => {
      const client = await createClient();
      await Promise.all([
        times(5, (index) => call(`/client/update/${client.clientId}`, { clientName: `x${index}` })),
        call(`/client/lock_flag/update/${client.clientId}`, { clientLocked: true }),
        times(5, () => call(`/client/extension/requestable_scopes/update/${client.clientId}`, { requestableScopes: ['read'] }, 'PUT')),
      ]);
      assert.equal((await ok(`/client/get/${client.clientId}`)).locked, true);
    });

    test('of secrets that are changed at once, one is the client’s', async () => {
      const client = await createClient();
      const answers = await times(6, () => call(`/client/secret/refresh/${client.clientId}`));
      const secrets = answers.map(({ body }) => body.newClientSecret as string | undefined).filter((text) => text !== undefined);
      const checks = await Promise.all(
        secrets.map((clientSecret) =>
          call('/auth/revocation', { parameters: 'token=a.b.c', clientId: client.clientIdAlias, clientSecret }),
        ),
      );
      assert.equal(checks.filter(({ body }) => body.action === 'OK').length, 1);
    });

    test('of clients with one alias, and of tokens with one value, one is made', async () => {
      const alias = 'the-one';
      const made = await times(6, () => call('/client/create', { clientIdAlias: alias, redirectUris: [redirectUri] }));
      assert.equal(made.filter(({ status }) => status === 200).length, 1);
      const client = await createClient();
      const accessToken = 'an-access-token-of-another-server-0123456789';
      const tokens = await times(6, () =>
        call('/auth/token/create', { grantType: 'AUTHORIZATION_CODE', clientId: client.clientId, subject: 'ada', accessToken }),
      );
      assert.equal(tokens.filter(({ body }) => body.action === 'OK').length, 1);
    });

    test('a device is answered once', async () => {
      const client = await createClient();
      const device = await ok('/device/authorization', { parameters: 'scope=read', ...credentials(client) });
      const answers = await Promise.all([
        times(5, () => call('/device/complete', { userCode: device.userCode, result: 'AUTHORIZED', subject: 'ada' })),
        times(5, () => call('/device/complete', { userCode: device.userCode, result: 'ACCESS_DENIED', subject: 'ada' })),
      ]);
      assert.equal(answers.flat().filter(({ body }) => body.action === 'SUCCESS').length, 1);
    });

    test('of settings of a service that are changed at once none is lost', async () => {
      for (let round = 1; round <= 4; round++) {
        const wanted = { accessTokenDuration: 100 + round, refreshTokenDuration: 200 + round, description: `round ${round}` };
        await Promise.all(Object.entries(wanted).map(([name, value]) => ok('/service/update', { [name]: value })));
        const { accessTokenDuration, refreshTokenDuration, description } = await ok('/service/get');
        assert.deepEqual({ accessTokenDuration, refreshTokenDuration, description }, wanted);
      }
    });

    test('a service that is deleted in mid-flow: each call is served or refused, and afterwards there is nothing', async () => {
      const { apiKey } = await ok('/../service/create', {});
      const at = (path: string, body?: unknown, method?: string) => call(path, body, method, apiKey);
      const { body: client } = await at('/client/create', { clientType: 'CONFIDENTIAL', redirectUris: [redirectUri] });
      const parameters = String(new URLSearchParams({ response_type: 'code', client_id: client.clientIdAlias, redirect_uri: redirectUri }));
      const { body: opened } = await at('/auth/authorization', { parameters });
      await Promise.all([
        times(4, () => at('/auth/token', { parameters: 'grant_type=client_credentials', ...credentials(client) })),
        at('/auth/authorization/issue', { ticket: opened.ticket, subject: 'ada' }),
        at('/service/delete', undefined, 'DELETE'),
        times(4, () => at('/auth/authorization', { parameters })),
        at('/client/create', { clientType: 'CONFIDENTIAL' }),
        at('/service/update', { accessTokenDuration: 60 }),
        at('/auth/token/create', { grantType: 'CLIENT_CREDENTIALS', clientId: client.clientId }),
        at('/client/delete/nothing', undefined, 'DELETE'),
      ]);
      for (const [path, body] of [
        ['/auth/token', { parameters: 'grant_type=client_credentials', ...credentials(client) }],
        ['/service/get', undefined],
        ['/client/get/list', undefined],
      ] as const) {
        const answer = await at(path, body);
        assert.deepEqual([answer.status, answer.body.resultCode], [404, 'A001205'], path);
      }
    });
  });

const postgres = await startPostgres();
after(() => postgres.stop());

raceOn('SQLite', async () => ({}));
raceOn('PostgreSQL', async () => ({ GRANTRY_DATABASE: await postgres.createDatabase() }));

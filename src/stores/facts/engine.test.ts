import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { startPostgres } from '../../../test/support/postgres.ts';
import { introspectToken } from '../../engine/introspect/introspect.ts';
import { ensureSigningKey } from '../../engine/keys/ensure-signing-key.ts';
import { rotateSigningKey } from '../../engine/keys/rotate-signing-key.ts';
import type { ClaimsRequest } from '../../engine/model/claims-request.ts';
import type { AuthorizationCode } from '../../engine/model/grant.ts';
import type { SigningAlgorithm } from '../../engine/model/signing-key.ts';
import type { TokenTerms } from '../../engine/model/token-terms.ts';
import { revokeClientGrants } from '../../engine/revoke/revoke-client-grants.ts';
import { revokeTokens } from '../../engine/revoke/revoke-tokens.ts';
import type { TokenOptions } from '../../engine/terms/token-options.ts';
import { openEngine, type TestClient, type TestEngine } from '../../engine/testing/open-engine.ts';
import { validCode, validDevice, validGrant } from '../../engine/testing/records.ts';
import { createToken } from '../../engine/token/create-token.ts';
import { processTokenRequest } from '../../engine/token/process-token-request.ts';
import { updateToken } from '../../engine/token/update-token.ts';
import { formatCredential } from '../../protocol/credential.ts';
import { Secret } from '../../protocol/secret.ts';
import { epochSeconds, seconds } from '../../protocol/units.ts';
import { generateSigningKey } from '../../server/generate-signing-key.ts';

const postgres = await startPostgres();
after(() => postgres.stop());

const databases: readonly (readonly [name: string, url: () => string | Promise<string>])[] = [
  ['SQLite', () => 'sqlite::memory:'],
  ['PostgreSQL', () => postgres.createDatabase()],
];

const credentials = ({ client, secret }: TestClient): Readonly<Record<string, string>> => ({
  client_id: client.clientId,
  client_secret: secret,
});

const exchange = async (run: TestEngine, app: TestClient): Promise<Readonly<Record<string, string>>> => ({
  grant_type: 'authorization_code',
  code: await run.authorize({ client_id: app.client.clientId, scope: 'read', resource: 'https://api.example.com' }),
  resource: 'https://api.example.com',
  ...credentials(app),
});

for (const [name, url] of databases) {
  describe(`the engine on ${name}`, () => {
    test('every record comes back as it was written', async () => {
      await using run = await openEngine({ resources: ['https://api.example.com'] }, await url());
      const { facts } = run.engine;
      const app = await run.addClient({
        name: 'Ünïcode 💥',
        redirectUris: ['https://a.example/', 'https://b.example/?x=1'],
        allowedScopes: ['read', 'write'],
        defaultScopes: ['read'],
        pkceRequired: false,
        accessTokenFormat: 'jwt',
      });
      assert.deepEqual(await facts.findService(run.service.id), run.service);
      assert.deepEqual(await facts.listServices(), [run.service]);
      assert.equal(await facts.findService(1), undefined);
      const found = await facts.findClient(run.service.id, app.client.clientId);
      assert.deepEqual(found?.client, app.client);
      assert.equal(found?.secrets.length, 1);
      assert.deepEqual(await facts.findClient(run.service.id, String(app.client.number)), found);
      for (const unknown of ['', '0', '9'.repeat(16), '9'.repeat(17), "' or 1=1 --", '\0', '💥']) {
        assert.equal(await facts.findClient(run.service.id, unknown), undefined, unknown);
      }
      assert.deepEqual(await facts.listClients(run.service.id), [app.client]);
      const [key] = await facts.listSigningKeys(run.service.id, run.engine.clock());
      assert.ok(key?.privateJwk.reveal().includes('"d"'));
    });

    test('RFC 6749 §4.1.2: of concurrent redemptions one wins', async () => {
      await using run = await openEngine({}, await url());
      const form = await exchange(run, await run.addClient());
      const decisions = await Promise.all(Array.from({ length: 20 }, () => run.token(form)));
      assert.equal(decisions.filter(({ action }) => action === 'issue').length, 1);
    });

    test('RFC 6749 §6: concurrent refreshes get one successor, and it is the one that works', async () => {
      await using run = await openEngine({}, await url());
      const app = await run.addClient();
      const { refresh_token = '' } = await run.obtain(await exchange(run, app));
      const refresh = { grant_type: 'refresh_token', refresh_token, ...credentials(app) };
      const answers = await Promise.all(Array.from({ length: 20 }, () => run.obtain(refresh)));
      const [token = '', ...others] = new Set(answers.map(({ access_token }) => access_token));
      assert.deepEqual(others, []);
      const { engine, service } = run;
      const { response: described } = await introspectToken(engine, { service, token, now: engine.clock() });
      assert.ok(described.active);
      assert.deepEqual([described.scope, described.aud, described.sub], ['read', 'https://api.example.com', 'user-1']);
    });

    test('OpenID Connect Core §5.5, §8.1: what a client is told comes back as it was written', async () => {
      await using run = await openEngine({}, await url());
      const { facts, commit } = run.engine;
      const app = await run.addClient({ subjectType: 'pairwise', idTokenSignedResponseAlg: 'EdDSA', userinfoSignedResponseAlg: 'PS256' });
      assert.equal(app.client.openIdRules.sector, 'app.example.com');
      assert.deepEqual((await facts.findClient(run.service.id, app.client.clientId))?.client, app.client);
      const claimsRequest: ClaimsRequest = { idToken: { acr: { isEssential: true, values: ['a', 1] } }, userinfo: {} };
      const grant = { ...validGrant, serviceId: run.service.id, clientNumber: app.client.number, clientSecretId: undefined, claimsRequest };
      await commit([{ change: 'insert_grant', grant }]);
      assert.deepEqual(await facts.findGrant(grant.id), grant);
      assert.deepEqual(await facts.listLiveGrants(run.service.id, grant.subject, run.engine.clock()), [grant]);
      assert.equal(await facts.findGrant('other'), undefined);
    });

    test('RFC 7517 §5: nodes that need a first key at once make one, and each service its own', async () => {
      await using run = await openEngine({}, await url());
      const { engine, service } = run;
      const generate = (algorithm: SigningAlgorithm) => generateSigningKey(engine.mint, algorithm);
      const before = await engine.facts.listSigningKeys(service.id, engine.clock());
      const race = async () => {
        let looks = 0; // the first look is everybody's before anybody wrote
        const listSigningKeys: typeof engine.facts.listSigningKeys = (...asked) =>
          looks++ === 0 ? before : engine.facts.listSigningKeys(...asked);
        const node = { ...engine, facts: { ...engine.facts, listSigningKeys } };
        return ensureSigningKey(node, { service, algorithm: 'EdDSA', generate });
      };
      assert.deepEqual(await Promise.all(Array.from({ length: 5 }, race)), [true, true, true, true, true]);
      const keys = await engine.facts.listSigningKeys(service.id, engine.clock());
      assert.deepEqual(keys.map(({ algorithm }) => algorithm).sort(), ['ES256', 'EdDSA']);
      const rotations = await Promise.all(
        Array.from({ length: 3 }, async () => rotateSigningKey(engine, { service, generated: await generate('EdDSA') })),
      );
      assert.deepEqual(new Set(rotations.map(({ action }) => action)), new Set(['rotate']));
      const newest = (await engine.facts.listSigningKeys(service.id, engine.clock())).filter(({ retiresAt }) => retiresAt === undefined);
      assert.deepEqual(newest.map(({ algorithm }) => algorithm).sort(), ['ES256', 'EdDSA']);
    });

    test('what is laid down for tokens comes back as it was written, and is NULL where nothing is', async () => {
      await using run = await openEngine({ resources: undefined }, await url());
      const { engine, service } = run;
      const app = await run.addClient();
      const terms: TokenTerms = {
        accessTokenLifetime: seconds(60),
        properties: [{ key: "k'", value: 'ü\0💥', hidden: true }],
        claims: { roles: ['a', null, { b: 1.5 }] },
        idToken: { claims: { name: 'Ada' }, sub: 'ada', header: { h: 1 }, audience: 'array' },
        consentedClaims: ['name'],
      };
      const code = (id: string, laidDown: TokenTerms | undefined): AuthorizationCode => ({
        ...validCode,
        id,
        serviceId: service.id,
        clientNumber: app.client.number,
        grantId: `grant-${id}`,
        terms: laidDown,
      });
      await engine.commit([
        { change: 'insert_code', code: code('with', terms) },
        { change: 'insert_code', code: code('without', undefined) },
      ]);
      assert.deepEqual((await engine.facts.findCode('with'))?.terms, terms);
      assert.equal((await engine.facts.findCode('without'))?.terms, undefined);
      const wanted = { service, clientId: app.client.clientId, wanted: { subject: 'user-1' }, isRefreshable: true };
      const decision = await createToken(engine, wanted, terms);
      assert.ok(decision.action === 'issue');
      const access = await engine.facts.findAccessTokenWithGrant(decision.issued.accessToken.id);
      assert.deepEqual(access?.accessToken.properties, terms.properties);
      const refresh = await engine.facts.findRefreshTokenWithGrant(decision.issued.refreshToken?.id ?? '');
      assert.deepEqual(refresh?.grant.terms, { claims: terms.claims, properties: terms.properties });
      const plain = await createToken(engine, wanted);
      assert.ok(plain.action === 'issue');
      assert.equal((await engine.facts.findAccessTokenWithGrant(plain.issued.accessToken.id))?.accessToken.properties, undefined);
      const given = { accessToken: new Secret('Zp3vQ8yLx0_kT6mB1sN9dF4hJ7gR2wC5aE-uIoYtVbX') };
      const parallel = await Promise.all(Array.from({ length: 20 }, () => createToken(engine, wanted, given)));
      assert.equal(parallel.filter(({ action }) => action === 'issue').length, 1);
      const form = { grant_type: 'refresh_token', refresh_token: formatCredential(decision.issued.refreshToken ?? assert.fail()) };
      const options: TokenOptions = { properties: [{ key: 'new', value: 'v', hidden: false }] };
      const refreshed = await Promise.all(
        Array.from({ length: 5 }, () => processTokenRequest(engine, run.request({ ...form, ...credentials(app) }), options)),
      );
      assert.equal(new Set(refreshed.map((each) => each.action === 'issue' && JSON.stringify(each.issued))).size, 1);
      const [first] = refreshed;
      assert.ok(first?.action === 'issue');
      const next = await engine.facts.findRefreshTokenWithGrant(first.issued.refreshToken?.id ?? '');
      assert.deepEqual(next?.grant.terms?.properties, [...(terms.properties ?? []), ...(options.properties ?? [])]);
    });

    test('whoever runs the engine ends tokens of a client or a subject, and changes one', async () => {
      await using run = await openEngine({ resources: undefined }, await url());
      const { engine, service } = run;
      const [app, other] = [await run.addClient(), await run.addClient()];
      const make = async ({ client }: TestClient, subject: string | undefined): Promise<string> => {
        const creation = { service, clientId: client.clientId, wanted: { subject }, isRefreshable: false };
        const decision = await createToken(engine, creation);
        assert.ok(decision.action === 'issue');
        return formatCredential(decision.issued.accessToken);
      };
      const isActive = async (token: string): Promise<boolean> =>
        (await introspectToken(engine, { service, token, now: engine.clock() })).response.active;
      const tokens = [await make(app, undefined), await make(app, 'ada'), await make(other, undefined), await make(other, 'ada')];
      const [kept = ''] = [await make(other, 'bob')];
      const expiresAt = epochSeconds(engine.clock() + 400_000);
      assert.equal((await updateToken(engine, service, kept, { expiresAt, scopes: ['read'] })).action, 'update');
      await revokeTokens(engine, service, { of: 'client', clientId: app.client.clientId });
      assert.deepEqual(await Promise.all(tokens.map(isActive)), [false, false, true, true]);
      await revokeTokens(engine, service, { of: 'subject', subject: 'ada' });
      assert.deepEqual(await Promise.all(tokens.map(isActive)), [false, false, true, false]);
      run.pass(399_999);
      const { response } = await introspectToken(engine, { service, token: kept, now: engine.clock() });
      assert.ok(response.active);
      assert.deepEqual([response.exp, response.scope], [expiresAt, 'read']);
      await revokeTokens(engine, service, { of: 'token', token: kept });
      assert.equal(await isActive(kept), false);
    });

    test('RFC 8628 §3.2: a device comes back as it was written, and no two wait under one user code', async () => {
      await using run = await openEngine({}, await url());
      const { facts, commit } = run.engine;
      const at = run.engine.clock();
      assert.equal((await commit([{ change: 'insert_device_authorization', device: validDevice }])).outcome, 'committed');
      assert.deepEqual(await facts.findDeviceAuthorization(validDevice.id), validDevice);
      assert.deepEqual(await facts.findDeviceAuthorizationByUserCode('WDJBMJHT'), validDevice);
      const another = { ...validDevice, id: 'device-2' };
      const insertAnother = () => commit([{ change: 'insert_device_authorization', device: another }]);
      assert.equal((await insertAnother()).outcome, 'conflict');
      const outcome = { outcome: 'denied', description: 'Not you.' } as const;
      const decide = () => commit([{ change: 'decide_device_authorization', deviceId: validDevice.id, outcome }]);
      const decisions = await Promise.all([decide(), decide(), decide()]);
      assert.deepEqual(decisions.map((each) => each.outcome).sort(), ['committed', 'conflict', 'conflict']);
      await commit([{ change: 'poll_device_authorization', deviceId: validDevice.id, interval: seconds(10), at }]);
      const decided = { ...validDevice, userCode: undefined, outcome, interval: 10, lastPolledAt: at };
      assert.deepEqual(await facts.findDeviceAuthorization(validDevice.id), decided);
      assert.equal((await insertAnother()).outcome, 'committed', 'the user code is free again');
    });

    test('live grants of a person end with their revocation, newest first until then', async () => {
      await using run = await openEngine({}, await url());
      const app = await run.addClient();
      await run.obtain(await exchange(run, app));
      await run.obtain(await exchange(run, app));
      const list = () => run.engine.facts.listLiveGrants(run.service.id, 'user-1', run.engine.clock());
      const live = await list();
      assert.equal(live.length, 2);
      assert.ok((live[0]?.id ?? '') > (live[1]?.id ?? ''));
      assert.deepEqual(live[0]?.resources, ['https://api.example.com']);
      await revokeClientGrants(run.engine, { service: run.service, clientId: app.client.clientId, subject: 'user-1' });
      assert.deepEqual(await list(), []);
    });
  });
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeAccessToken } from '../access/judge-access-token.ts';
import type { PresentedDpop } from '../dpop/presented-dpop.ts';
import { introspectToken } from '../introspect/introspect.ts';
import { looseServiceRules } from '../model/binding-rules.ts';
import type { ClientCertificate } from '../model/client-certificate.ts';
import type { Presentation } from '../possession/judge-possession.ts';
import { athOf, type DpopKey, makeDpopKey } from '../testing/dpop-key.ts';
import { openEngine, pkcePair, type TestClient, type TestEngine } from '../testing/open-engine.ts';
import { encodeTokenResponse, type TokenResponse } from './encode-token-response.ts';
import { processTokenRequest } from './process-token-request.ts';

const url = 'https://auth.example.com/oauth2/tokens';
const api = 'https://auth.example.com/api/v2/users/me';

/** What a client shows besides its form. */
interface Shown {
  readonly key?: DpopKey;
  readonly proof?: string;
  readonly thumbprint?: string;
}

const certificateOf = (thumbprint: string): ClientCertificate => ({
  thumbprint,
  subject: 'CN=client',
  dnsNames: [],
  uris: [],
  ipAddresses: [],
  emails: [],
  publicKey: undefined,
  isTimely: true,
  isTrusted: () => true,
});

async function ask(
  run: TestEngine,
  form: Readonly<Record<string, string>>,
  { key, proof, thumbprint }: Shown = {},
): Promise<TokenResponse | string> {
  const sent = proof ?? key?.prove({ htm: 'POST', htu: url, iat: run.engine.clock() });
  const dpop: PresentedDpop | undefined = sent === undefined ? undefined : { proofs: [sent], method: 'POST', url };
  const certificate = thumbprint === undefined ? undefined : certificateOf(thumbprint);
  const decision = await processTokenRequest(run.engine, { ...run.request(form), dpop, certificate });
  if (decision.action === 'refuse') return `${decision.error.code}: ${decision.error.reason}`;
  return encodeTokenResponse(run.engine, decision.issued, run.engine.clock());
}

async function obtain(...asked: Parameters<typeof ask>): Promise<TokenResponse> {
  const answer = await ask(...asked);
  assert.ok(typeof answer !== 'string', JSON.stringify(answer));
  return answer;
}

const formOf = ({ client, secret }: TestClient, parameters: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
  client_id: client.clientId,
  ...(secret === '' ? {} : { client_secret: secret }),
  ...parameters,
});

/** The form that redeems a fresh code. */
async function codeForm(run: TestEngine, client: TestClient, parameters: Readonly<Record<string, string>> = {}) {
  const { verifier, challenge } = pkcePair();
  const code = await run.authorize({
    client_id: client.client.clientId,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...parameters,
  });
  return formOf(client, { grant_type: 'authorization_code', code, code_verifier: verifier });
}

const refreshForm = (client: TestClient, { refresh_token = '' }: TokenResponse) =>
  formOf(client, { grant_type: 'refresh_token', refresh_token });

const presentedWith = (run: TestEngine, key: DpopKey, token: string, ath = athOf(token)): Presentation => ({
  scheme: 'DPoP',
  dpop: { proofs: [key.prove({ htm: 'GET', htu: api, iat: run.engine.clock(), ath })], method: 'GET', url: api },
});

const use = async (run: TestEngine, token: string, presentation: Presentation): Promise<string> => {
  const judged = await judgeAccessToken(run.engine, { service: run.service, token, resource: run.service.issuer, presentation });
  return judged.active ? 'good' : `${'error' in judged ? `${judged.scheme} ${judged.error.code}: ` : ''}${judged.reason}`;
};

const describe = async (run: TestEngine, token: string, presentation?: Presentation) =>
  (await introspectToken(run.engine, { service: run.service, token, now: run.engine.clock(), presentation })).response;

for (const accessTokenFormat of ['opaque', 'jwt'] as const) {
  test(`RFC 9449 §5, §6: an ${accessTokenFormat} token asked for with a proof is bound to its key`, async () => {
    await using run = await openEngine({ accessTokenFormat });
    const client = await run.addClient();
    const key = makeDpopKey();
    const answer = await obtain(run, formOf(client, { grant_type: 'client_credentials' }), { key });
    assert.equal(answer.token_type, 'DPoP');
    const described = await describe(run, answer.access_token);
    assert.ok(described.active);
    assert.deepEqual([described.token_type, described.cnf], ['DPoP', { jkt: key.jkt }]);
    if (accessTokenFormat === 'jwt') {
      const claims = JSON.parse(Buffer.from(answer.access_token.split('.')[1] ?? '', 'base64url').toString());
      assert.deepEqual(claims.cnf, { jkt: key.jkt });
    }
  });
}

test('RFC 9449 §5: without a proof tokens stay bearer tokens, and say nothing of keys', async () => {
  await using run = await openEngine({ accessTokenFormat: 'jwt' });
  const client = await run.addClient();
  const answer = await obtain(run, formOf(client, { grant_type: 'client_credentials' }));
  assert.equal(answer.token_type, 'Bearer');
  const described = await describe(run, answer.access_token);
  assert.ok(described.active && described.token_type === 'Bearer' && !('cnf' in described));
  assert.ok(!Buffer.from(answer.access_token.split('.')[1] ?? '', 'base64url').includes('cnf'));
});

test('RFC 9449 §11.1: a proof that was used does not obtain another token, nor does one whose request was refused', async () => {
  await using run = await openEngine();
  const client = await run.addClient();
  const form = formOf(client, { grant_type: 'client_credentials' });
  const proof = makeDpopKey().prove({ htm: 'POST', htu: url, iat: run.engine.clock() });
  await obtain(run, form, { proof });
  assert.equal(await ask(run, form, { proof }), 'invalid_dpop_proof: proof replayed');
  const spent = makeDpopKey().prove({ htm: 'POST', htu: url, iat: run.engine.clock() });
  assert.match(
    String(await ask(run, formOf(client, { grant_type: 'refresh_token', refresh_token: 'x' }), { proof: spent })),
    /^invalid_grant/,
  );
  assert.equal(await ask(run, form, { proof: spent }), 'invalid_dpop_proof: proof replayed');
});

test('RFC 9449 §11.1: of parallel requests with one proof one succeeds', async () => {
  await using run = await openEngine();
  const client = await run.addClient();
  const proof = makeDpopKey().prove({ htm: 'POST', htu: url, iat: run.engine.clock() });
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => ask(run, formOf(client, { grant_type: 'client_credentials' }), { proof })),
  );
  assert.equal(answers.filter((answer) => typeof answer !== 'string').length, 1);
  assert.deepEqual([...new Set(answers.filter((answer) => typeof answer === 'string'))], ['invalid_dpop_proof: proof replayed']);
});

test('RFC 9449 §10: a code with dpop_jkt is redeemed with that key only', async () => {
  await using run = await openEngine();
  const client = await run.addClient();
  const key = makeDpopKey();
  const form = await codeForm(run, client, { dpop_jkt: key.jkt });
  assert.equal(await ask(run, form), 'invalid_grant: DPoP proof missing');
  assert.equal(await ask(run, form, { key: makeDpopKey() }), 'invalid_grant: another DPoP key');
  assert.equal((await obtain(run, form, { key })).token_type, 'DPoP');
});

test("RFC 9449 §5: a public client's refresh tokens are bound to the key, rotation after rotation", async () => {
  await using run = await openEngine();
  const client = await run.addClient({ clientType: 'public' });
  const key = makeDpopKey();
  const first = await obtain(run, await codeForm(run, client), { key });
  assert.equal(await ask(run, refreshForm(client, first)), 'invalid_grant: DPoP proof missing');
  assert.equal(await ask(run, refreshForm(client, first), { key: makeDpopKey() }), 'invalid_grant: another DPoP key');
  const second = await obtain(run, refreshForm(client, first), { key });
  assert.equal(second.token_type, 'DPoP');
  assert.equal(await ask(run, refreshForm(client, second)), 'invalid_grant: DPoP proof missing');
  const described = await describe(run, second.refresh_token ?? '');
  assert.ok(described.active);
  assert.deepEqual(described.cnf, { jkt: key.jkt });
  await obtain(run, refreshForm(client, second), { key });
});

test('RFC 9449 §5: the first proof of a public client binds its refresh tokens from then on', async () => {
  await using run = await openEngine();
  const client = await run.addClient({ clientType: 'public' });
  const key = makeDpopKey();
  const first = await obtain(run, await codeForm(run, client));
  const second = await obtain(run, refreshForm(client, first), { key });
  assert.equal(await ask(run, refreshForm(client, second)), 'invalid_grant: DPoP proof missing');
  await obtain(run, refreshForm(client, second), { key });
});

test("RFC 9449 §5: a confidential client's refresh tokens are bound to its credentials, and its key may change", async () => {
  await using run = await openEngine();
  const client = await run.addClient();
  const first = await obtain(run, await codeForm(run, client), { key: makeDpopKey() });
  const other = makeDpopKey();
  const second = await obtain(run, refreshForm(client, first), { key: other });
  const described = await describe(run, second.access_token);
  assert.deepEqual(described.active && described.cnf, { jkt: other.jkt });
  assert.equal((await obtain(run, refreshForm(client, second))).token_type, 'Bearer');
});

test('RFC 8705 §4: refresh tokens of a public client are bound to its certificate, of a confidential one to its credentials', async () => {
  await using run = await openEngine();
  const open = await run.addClient({ clientType: 'public', tlsClientCertificateBoundAccessTokens: true });
  const first = await obtain(run, await codeForm(run, open), { thumbprint: 'mine' });
  for (const [thumbprint, fault] of [
    ['other', 'invalid_grant: another client certificate'],
    [undefined, 'invalid_request: client certificate missing'],
  ] as const) {
    assert.equal(await ask(run, refreshForm(open, first), thumbprint === undefined ? {} : { thumbprint }), fault);
  }
  assert.equal(typeof (await obtain(run, refreshForm(open, first), { thumbprint: 'mine' })).access_token, 'string');
  const closed = await run.addClient({ tlsClientCertificateBoundAccessTokens: true });
  const issued = await obtain(run, await codeForm(run, closed), { thumbprint: 'mine' });
  const renewed = await obtain(run, refreshForm(closed, issued), { thumbprint: 'renewed' });
  const described = await describe(run, renewed.access_token);
  assert.deepEqual(described.active && described.cnf, { 'x5t#S256': 'renewed' });
});

test('RFC 9700 §4.14.2: within the leeway the same successor goes to the same key only, each time with a fresh proof', async () => {
  await using run = await openEngine();
  const client = await run.addClient();
  const key = makeDpopKey();
  const first = await obtain(run, await codeForm(run, client));
  const proof = key.prove({ htm: 'POST', htu: url, iat: run.engine.clock() });
  const second = await obtain(run, refreshForm(client, first), { proof });
  assert.equal(await ask(run, refreshForm(client, first), { proof }), 'invalid_dpop_proof: proof replayed');
  assert.equal(await ask(run, refreshForm(client, first)), 'invalid_grant: DPoP proof missing');
  assert.equal(await ask(run, refreshForm(client, first), { key: makeDpopKey() }), 'invalid_grant: another DPoP key');
  assert.deepEqual(await ask(run, refreshForm(client, first), { key }), second);
});

test('RFC 9449 §5.2: what must be bound is not given without a proof, by service or by client', async () => {
  await using run = await openEngine({ bindingRules: { ...looseServiceRules, dpopBoundAccessTokens: true } });
  const client = await run.addClient();
  const form = formOf(client, { grant_type: 'client_credentials' });
  assert.equal(await ask(run, form), 'invalid_dpop_proof: DPoP proof missing');
  assert.equal((await obtain(run, form, { key: makeDpopKey() })).token_type, 'DPoP');

  await using loose = await openEngine();
  const strict = await loose.addClient({ dpopBoundAccessTokens: true });
  assert.equal(await ask(loose, formOf(strict, { grant_type: 'client_credentials' })), 'invalid_dpop_proof: DPoP proof missing');
  const code = await codeForm(loose, strict);
  assert.equal(await ask(loose, code), 'invalid_dpop_proof: DPoP proof missing');
  await obtain(loose, code, { key: makeDpopKey() });
});

test('RFC 9449 §7.1: a bound token is good with a proof of its key, for this request, once', async () => {
  await using run = await openEngine();
  const client = await run.addClient();
  const key = makeDpopKey();
  const { access_token: token } = await obtain(run, formOf(client, { grant_type: 'client_credentials' }), { key });
  const presentation = presentedWith(run, key, token);
  assert.equal(await use(run, token, presentation), 'good');
  assert.equal(await use(run, token, presentation), 'DPoP invalid_dpop_proof: proof replayed');
  assert.equal(await use(run, token, { scheme: 'Bearer' }), 'DPoP invalid_token: DPoP-bound token sent as a bearer token');
  assert.equal(
    await use(run, token, { ...presentedWith(run, key, token), scheme: 'Bearer' }),
    'DPoP invalid_token: DPoP-bound token sent as a bearer token',
  );
  assert.match(await use(run, token, { scheme: 'DPoP' }), /^DPoP invalid_dpop_proof/);
  assert.equal(await use(run, token, presentedWith(run, makeDpopKey(), token)), 'DPoP invalid_token: another DPoP key');
  assert.match(await use(run, token, presentedWith(run, key, token, athOf('other'))), /^DPoP invalid_dpop_proof: ath/);
});

test('RFC 9449 §7.1: a bearer token is not made a bound one by its scheme', async () => {
  await using run = await openEngine();
  const client = await run.addClient();
  const { access_token: token } = await obtain(run, formOf(client, { grant_type: 'client_credentials' }));
  assert.match(await use(run, token, presentedWith(run, makeDpopKey(), token)), /^Bearer invalid_token/);
  assert.equal(await use(run, token, { scheme: 'Bearer' }), 'good');
});

test('RFC 9728 §2: where DPoP is required a bearer token of before is refused', async () => {
  await using run = await openEngine();
  const client = await run.addClient();
  const { access_token: token } = await obtain(run, formOf(client, { grant_type: 'client_credentials' }));
  const service = { ...run.service, bindingRules: { ...looseServiceRules, dpopBoundAccessTokens: true } };
  const presentation: Presentation = { scheme: 'Bearer' };
  const judged = await judgeAccessToken(run.engine, { service, token, resource: service.issuer, presentation });
  assert.ok(!judged.active && 'error' in judged && judged.scheme === 'DPoP' && judged.error.code === 'invalid_token');
});

test('RFC 9449 §6.2: introspection with what came with the token judges it as the resource server would', async () => {
  await using run = await openEngine();
  const client = await run.addClient();
  const key = makeDpopKey();
  const { access_token: token } = await obtain(run, formOf(client, { grant_type: 'client_credentials' }), { key });
  assert.equal((await describe(run, token, presentedWith(run, key, token))).active, true);
  assert.deepEqual(await describe(run, token, presentedWith(run, makeDpopKey(), token)), { active: false });
  assert.deepEqual(await describe(run, token, { scheme: 'Bearer' }), { active: false });
  assert.deepEqual(await describe(run, token, { scheme: 'DPoP', dpop: { proofs: ['x'], method: 'GET', url: api } }), { active: false });
});

const [mine, other] = ['bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2', 'A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v0'];

test('RFC 8705 §3: a certificate binds where the client wants it, and opens what it is bound to', async () => {
  await using run = await openEngine();
  const client = await run.addClient({ tlsClientCertificateBoundAccessTokens: true });
  const form = formOf(client, { grant_type: 'client_credentials' });
  assert.equal(await ask(run, form), 'invalid_request: client certificate missing');
  const { access_token: token, token_type } = await obtain(run, form, { thumbprint: mine });
  assert.equal(token_type, 'Bearer');
  const described = await describe(run, token);
  assert.deepEqual(described.active && [described.token_type, described.cnf], ['Bearer', { 'x5t#S256': mine }]);
  assert.equal(await use(run, token, { scheme: 'Bearer', certificateThumbprint: mine }), 'good');
  assert.equal(
    await use(run, token, { scheme: 'Bearer', certificateThumbprint: other }),
    'Bearer invalid_token: another client certificate',
  );
  assert.equal(await use(run, token, { scheme: 'Bearer' }), 'Bearer invalid_token: client certificate missing');
});

test('RFC 8705 §3: a certificate that nobody asked for binds nothing', async () => {
  await using run = await openEngine();
  const client = await run.addClient();
  const { access_token: token } = await obtain(run, formOf(client, { grant_type: 'client_credentials' }), { thumbprint: mine });
  assert.equal(await use(run, token, { scheme: 'Bearer' }), 'good');
});

test("RFC 8705 §4: a public client's refresh tokens are bound to its certificate", async () => {
  await using run = await openEngine();
  const client = await run.addClient({ clientType: 'public', tlsClientCertificateBoundAccessTokens: true });
  const first = await obtain(run, await codeForm(run, client), { thumbprint: mine });
  assert.equal(await ask(run, refreshForm(client, first), { thumbprint: other }), 'invalid_grant: another client certificate');
  await obtain(run, refreshForm(client, first), { thumbprint: mine });
});

test('RFC 8705 §3, RFC 9449 §5: a token bound to both needs both', async () => {
  await using run = await openEngine();
  const client = await run.addClient({ tlsClientCertificateBoundAccessTokens: true });
  const key = makeDpopKey();
  const { access_token: token } = await obtain(run, formOf(client, { grant_type: 'client_credentials' }), { key, thumbprint: mine });
  const withKey = () => presentedWith(run, key, token);
  assert.equal(await use(run, token, { ...withKey(), certificateThumbprint: mine }), 'good');
  assert.equal(await use(run, token, withKey()), 'DPoP invalid_token: client certificate missing');
  assert.match(await use(run, token, { scheme: 'Bearer', certificateThumbprint: mine }), /^DPoP invalid_token/);
});

import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { failReasons } from '../../src/engine/tickets/fail-reasons.ts';
import { type EngineAnswer, type EngineApi, startEngineApi } from '../support/engine-api.ts';
import { createTestClient, makePkce, type TestClient } from '../support/oauth-client.ts';
import { makeSigningKey } from '../support/signing-key.ts';

type Form = Readonly<Record<string, string>>;
type Members = Readonly<Record<string, unknown>>;

const partOf = (jwt: string, part: 0 | 1): Members => JSON.parse(Buffer.from(jwt.split('.')[part] ?? '', 'base64url').toString());

suite('auth/authorization, and what a front end does with its tickets', () => {
  let api: EngineApi;
  let client: TestClient;
  before(async () => {
    api = await startEngineApi();
    client = await createTestClient(api.url, api.owner.api_token, { grant_types: ['authorization_code', 'refresh_token'] });
  });
  after(() => api[Symbol.asyncDispose]());

  /** Calls an operation, which never answers `null`, nor with an error of ours. */
  const call = async (path: string, body: unknown): Promise<EngineAnswer['body']> => {
    const { status, body: answer, text } = await api.call(path, body);
    assert.equal(status, 200, text);
    assert.doesNotMatch(text, /[^\\]":null/);
    assert.ok(answer.resultMessage.startsWith(`[${answer.resultCode}] `));
    return answer;
  };
  const ask = (form: Form = {}, more: Members = {}) =>
    call('/auth/authorization', {
      parameters: String(
        new URLSearchParams({ response_type: 'code', client_id: client.clientId, redirect_uri: client.redirectUri, state: 's', ...form }),
      ),
      ...more,
    });
  const issue = (ticket: string, more: Members = {}) => call('/auth/authorization/issue', { ticket, subject: 'ada', ...more });
  const fail = (ticket: string, more: Members = {}) => call('/auth/authorization/fail', { ticket, reason: 'DENIED', ...more });
  const redeem = async (code: string, form: Form = {}) => {
    const parameters = String(new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: client.redirectUri, ...form }));
    const answer = await call('/auth/token', { parameters, clientId: client.clientId, clientSecret: client.clientSecret });
    return { ...answer, content: JSON.parse(answer.responseContent) };
  };
  const answerIn = (location: string): Form => Object.fromEntries(new URL(location).searchParams);
  const errorOf = (location: string): string => new URL(location).searchParams.get('error') ?? '';

  test('RFC 6749 §4.1, RFC 7636 §4: a request becomes a ticket, the ticket a code, and the code tokens', async () => {
    const { verifier, challenge } = makePkce();
    const asked = await ask({ code_challenge: challenge, code_challenge_method: 'S256' });
    assert.deepEqual([asked.resultCode, asked.action], ['A004001', 'INTERACTION']);
    assert.match(asked.resultMessage, /response_type=code, openid=false/);
    const issued = await issue(asked.ticket);
    assert.deepEqual([issued.resultCode, issued.action], ['A040001', 'LOCATION']);
    assert.deepEqual(answerIn(issued.responseContent), { code: issued.authorizationCode, state: 's', iss: api.url });
    assert.equal('ticketInfo' in issued, false);
    const wrong = await redeem(issued.authorizationCode);
    assert.deepEqual([wrong.resultCode, wrong.content.error], ['A050312', 'invalid_grant']);
    const redeemed = await redeem(issued.authorizationCode, { code_verifier: verifier });
    assert.deepEqual([redeemed.action, redeemed.subject], ['OK', 'ada']);
  });

  test('OpenID Connect Core §3.1.2.1, §5.5: what the client wants of the person is told', async () => {
    const claims = {
      id_token: {
        email: { essential: true },
        acr: { values: ['urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport'], essential: true },
        sub: { value: 'ada' },
      },
      userinfo: { name: null },
    };
    const asked = await ask({
      scope: 'openid profile',
      claims: JSON.stringify(claims),
      max_age: '60',
      display: 'popup',
      prompt: 'login consent',
      login_hint: 'ada@example.com',
      ui_locales: 'de en',
      resource: 'https://api.example.com/',
    });
    const { client: shown, service, scopes, claims: names, claimsAtUserInfo, ...rest } = asked;
    assert.deepEqual(
      [shown.clientName, shown.clientIdAlias, shown.clientType, shown.clientSource, typeof shown.clientId],
      ['Test App', client.clientId, 'CONFIDENTIAL', 'STATIC_REGISTRATION', 'number'],
    );
    assert.equal(shown.createdAt % 1000, 0);
    assert.equal('clientSecret' in shown || 'redirectUris' in shown, false);
    assert.deepEqual([service.apiKey, service.issuer], [api.owner.service_id, api.url]);
    assert.equal('jwks' in service, false);
    assert.deepEqual(scopes.map(({ name }: { name: string }) => name).sort(), ['openid', 'profile']);
    assert.deepEqual([typeof scopes[0].description, scopes[0].defaultEntry], ['string', false]);
    assert.ok(names.includes('email') && names.includes('family_name') && !names.includes('acr'));
    assert.ok(claimsAtUserInfo.includes('name') && !claimsAtUserInfo.includes('email'));
    assert.deepEqual(JSON.parse(rest.idTokenClaims), claims.id_token);
    assert.deepEqual(JSON.parse(rest.userInfoClaims), claims.userinfo);
    const expected = {
      display: 'POPUP',
      maxAge: 60,
      acrs: claims.id_token.acr.values,
      acrEssential: true,
      subject: 'ada',
      loginHint: 'ada@example.com',
      prompts: ['LOGIN', 'CONSENT'],
      lowestPrompt: 'LOGIN',
      uiLocales: ['de', 'en'],
      resources: ['https://api.example.com/'],
      clientIdAliasUsed: true,
      metadataDocumentUsed: false,
    };
    for (const [member, value] of Object.entries(expected)) assert.deepEqual(rest[member], value, member);
    const plain = await ask();
    assert.deepEqual([plain.display, plain.lowestPrompt, plain.acrEssential], ['PAGE', 'CONSENT', false]);
    for (const absent of ['maxAge', 'prompts', 'subject', 'claims', 'idTokenClaims', 'responseContent', 'requestObjectPayload'])
      assert.equal(absent in plain, false, absent);
  });

  test('OpenID Connect Core §3.1.2.1: max_age=0 is a login, which prompt=none cannot have', async () => {
    const asked = await ask({ max_age: '0' });
    assert.deepEqual([asked.maxAge, asked.prompts, asked.lowestPrompt], [0, ['LOGIN'], 'LOGIN']);
    const silent = await ask({ prompt: 'none' });
    assert.deepEqual([silent.action, silent.prompts, silent.lowestPrompt], ['NO_INTERACTION', ['NONE'], 'NONE']);
    const impossible = await ask({ prompt: 'none', max_age: '0' });
    assert.deepEqual([impossible.action, errorOf(impossible.responseContent)], ['LOCATION', 'login_required']);
  });

  test('OpenID Connect Core §2: the ID token says what the front end says, and so do those that follow', async () => {
    const authTime = Math.floor(Date.now() / 1000) - 100;
    const asked = await ask({ scope: 'openid', nonce: 'n' });
    assert.match(asked.resultMessage, /openid=true/);
    const issued = await issue(asked.ticket, {
      sub: 'pairwise-ada',
      authTime,
      acr: 'phr',
      sessionId: 'session-1',
      claims: '{"name":"Ada","email":"ada@example.com"}',
      idtHeaderParams: '{"purpose":"test"}',
      idTokenAudType: 'array',
      properties: [
        { key: 'tenant', value: 'acme' },
        { key: 'hidden', value: 'x', hidden: true },
        { key: 'access_token', value: 'taken' },
      ],
      consentedClaims: ['name'],
      accessTokenDuration: 77,
    });
    const first = await redeem(issued.authorizationCode);
    const form = { grant_type: 'refresh_token', refresh_token: first.refreshToken };
    const second = await redeem('', form);
    for (const { content, subject, properties } of [first, second]) {
      const { at_hash, iat, exp, nonce, ...claims } = partOf(content.id_token, 1);
      assert.deepEqual(claims, {
        iss: api.url,
        sub: 'pairwise-ada',
        aud: [client.clientId],
        auth_time: authTime,
        acr: 'phr',
        sid: 'session-1',
        name: 'Ada',
        email: 'ada@example.com',
      });
      assert.equal(partOf(content.id_token, 0).purpose, 'test');
      assert.deepEqual([content.tenant, content.hidden, subject], ['acme', undefined, 'ada']);
      assert.ok(content.expires_in === 77 || content.expires_in === 76, content.expires_in); // a second may end in between
      assert.deepEqual(properties, [
        { key: 'tenant', value: 'acme', hidden: false },
        { key: 'hidden', value: 'x', hidden: true },
      ]);
    }
    assert.equal(partOf(first.content.id_token, 1).nonce, 'n');
    const { accessToken: token } = second;
    const introspected = await call('/auth/introspection', { token });
    assert.deepEqual([introspected.consentedClaims, introspected.acr, introspected.authTime], [['name'], 'phr', authTime]);
    assert.deepEqual((await call('/auth/userinfo', { token })).consentedClaims, ['name']);
    const { responseContent } = await call('/auth/userinfo/issue', { token, claims: '{"name":"Ada"}' });
    assert.deepEqual(JSON.parse(responseContent), { name: 'Ada', sub: 'pairwise-ada' });
  });

  test('seed 002: the front end may give other scopes, and openid is not added', async () => {
    const { ticket } = await ask({ scope: 'profile' });
    const refused = await issue(ticket, { scopes: ['nothing'] });
    assert.deepEqual([refused.resultCode, refused.action], ['A040206', 'BAD_REQUEST']);
    const { authorizationCode } = await issue(ticket, { scopes: ['email', 'openid'] });
    const { content } = await redeem(authorizationCode);
    assert.deepEqual([content.scope, content.id_token], ['email', undefined]);
  });

  test('RFC 9126 §4: a pushed request is opened once', async () => {
    const parameters = String(new URLSearchParams({ response_type: 'code', redirect_uri: client.redirectUri, scope: 'email' }));
    const pushed = await call('/pushed_auth_req', { parameters, clientId: client.clientId, clientSecret: client.clientSecret });
    assert.deepEqual([pushed.action, pushed.clientAuthMethod], ['CREATED', 'CLIENT_SECRET_BASIC']);
    const reference = { client_id: client.clientId, request_uri: pushed.requestUri };
    const parametersOf = (form: Form) => ({ parameters: String(new URLSearchParams(form)) });
    const opened = await call('/auth/authorization', parametersOf(reference));
    assert.equal(opened.action, 'INTERACTION');
    const again = await call('/auth/authorization', parametersOf(reference));
    assert.deepEqual([again.resultCode, again.action], ['A008303', 'BAD_REQUEST']);
    assert.equal((await redeem((await issue(opened.ticket)).authorizationCode)).content.scope, 'email');
    const large = await call('/pushed_auth_req', { parameters: 'a'.repeat(70_000), clientId: client.clientId });
    assert.equal(large.action, 'PAYLOAD_TOO_LARGE');
    const inForm = await call('/pushed_auth_req', {
      ...parametersOf({ ...reference, client_secret: client.clientSecret }),
    });
    assert.deepEqual([inForm.resultCode, inForm.action], ['A245301', 'BAD_REQUEST']);
  });

  test('RFC 9126 §7.3: a front end’s ticket is no request_uri, and no request_uri is a ticket', async () => {
    const { ticket } = await ask();
    const form = { client_id: client.clientId, request_uri: `urn:ietf:params:oauth:request_uri:${ticket}` };
    const opened = await call('/auth/authorization', { parameters: String(new URLSearchParams(form)) });
    assert.deepEqual([opened.resultCode, opened.action], ['A008303', 'BAD_REQUEST']);
    const parameters = String(new URLSearchParams({ response_type: 'code', redirect_uri: client.redirectUri }));
    const pushed = await call('/pushed_auth_req', { parameters, clientId: client.clientId, clientSecret: client.clientSecret });
    for (const text of [pushed.requestUri, pushed.requestUri.split(':').at(-1)]) {
      assert.deepEqual((await issue(text)).resultCode, 'A040201');
    }
  });

  test('RFC 9101 §6.3: a signed request is judged as everywhere, and its payload told, pushed or not', async () => {
    const key = makeSigningKey('ES256', 'k1');
    const signing = await createTestClient(api.url, api.owner.api_token, {
      name: 'Signing',
      jwks: { keys: [{ ...key.jwk, alg: 'ES256', use: 'sig' }] },
    });
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: signing.clientId,
      aud: api.url,
      exp: now + 60,
      client_id: signing.clientId,
      response_type: 'code',
      redirect_uri: signing.redirectUri,
      scope: 'email',
      state: 'signed',
    };
    const request = key.sign(claims, { typ: 'oauth-authz-req+jwt' });
    const open = (form: Form) =>
      call('/auth/authorization', { parameters: String(new URLSearchParams({ client_id: signing.clientId, ...form })) });
    const asked = await open({ request });
    assert.deepEqual(JSON.parse(asked.requestObjectPayload), claims);
    assert.equal(answerIn((await issue(asked.ticket)).responseContent).state, 'signed');
    const pushed = await call('/pushed_auth_req', {
      parameters: `request=${request}`,
      clientId: signing.clientId,
      clientSecret: signing.clientSecret,
    });
    assert.deepEqual(JSON.parse((await open({ request_uri: pushed.requestUri })).requestObjectPayload), claims);
    const forged = await open({ request: makeSigningKey('ES256', 'k1').sign(claims) });
    assert.deepEqual([forged.resultCode, forged.action], ['A008311', 'BAD_REQUEST']);
  });

  test('JARM §2.1: answers are signed where the client wants it', async () => {
    const { ticket } = await ask({ response_mode: 'jwt' });
    const issued = await issue(ticket);
    const claims = partOf(answerIn(issued.responseContent).response ?? '', 1);
    assert.deepEqual([claims.code, claims.state, claims.iss, claims.aud], [issued.authorizationCode, 's', api.url, client.clientId]);
    const refused = await ask({ response_mode: 'fragment.jwt', scope: 'nothing' });
    const response = new URLSearchParams(new URL(refused.responseContent).hash.slice(1)).get('response') ?? '';
    assert.equal(partOf(response, 1).error, 'invalid_scope');
  });

  test('OAuth 2.0 Form Post Response Mode §2: codes and errors travel in a page', async () => {
    const { ticket } = await ask({ response_mode: 'form_post', state: '"><script>' });
    const issued = await issue(ticket);
    assert.equal(issued.action, 'FORM');
    assert.match(issued.responseContent, /<form method="post" action="http:\/\/127\.0\.0\.1:9876\/callback">/);
    assert.ok(issued.responseContent.includes(`name="code" value="${issued.authorizationCode}"`));
    assert.ok(issued.responseContent.includes('value="&quot;&gt;&lt;script&gt;"'));
    const refused = await ask({ response_mode: 'form_post', scope: 'nothing' });
    assert.deepEqual([refused.action, refused.responseContent.includes('name="error" value="invalid_scope"')], ['FORM', true]);
  });

  const refusals: readonly (readonly [title: string, form: Form, expected: string])[] = [
    ['no response type', { response_type: '' }, 'A009301 LOCATION invalid_request'],
    ['another response type', { response_type: 'token' }, 'A009302 LOCATION unsupported_response_type'],
    ['an unknown scope', { scope: 'nothing' }, 'A004395 LOCATION invalid_scope'],
    ['an unknown prompt', { prompt: 'smile' }, 'A004390 LOCATION invalid_request'],
    ['a relative resource', { resource: '/a' }, 'A251307 LOCATION invalid_target'],
    ['a resource with a fragment', { resource: 'https://a.example/#b' }, 'A251308 LOCATION invalid_target'],
    ['malformed details', { authorization_details: '{' }, 'A249304 LOCATION invalid_authorization_details'],
    ['details of an unknown type', { authorization_details: '[{"type":"x"}]' }, 'A249302 LOCATION invalid_authorization_details'],
    ['a response mode nobody knows', { response_mode: 'pigeon' }, 'A012301 LOCATION invalid_request'],
    [
      'an acr nobody can reach',
      { scope: 'openid', claims: '{"id_token":{"acr":{"values":["gold"],"essential":true}}}' },
      'A021303 LOCATION unmet_authentication_requirements',
    ],
    ['a hint that is none', { id_token_hint: 'x.y.z' }, 'A020302 LOCATION invalid_request'],
    ['an unknown client', { client_id: 'nobody' }, 'A004302 BAD_REQUEST invalid_client'],
    ['no client', { client_id: '' }, 'A004301 BAD_REQUEST invalid_request'],
    ['a redirect URI of somebody else', { redirect_uri: 'https://evil.example/' }, 'A011304 BAD_REQUEST invalid_request'],
    ['an unknown request_uri', { request_uri: 'urn:ietf:params:oauth:request_uri:x' }, 'A008303 BAD_REQUEST invalid_request_uri'],
  ];
  for (const [title, form, expected] of refusals) {
    test(`RFC 6749 §4.1.2.1: ${title} → ${expected}`, async () => {
      const { resultCode, action, responseContent } = await ask(form);
      const told: Form = action === 'LOCATION' ? answerIn(responseContent) : JSON.parse(responseContent);
      assert.equal(`${resultCode} ${action} ${told.error}`, expected);
      assert.ok(told.error_description?.startsWith(`[${resultCode}] `));
      if (action === 'LOCATION') assert.deepEqual([told.iss, told.state], [api.url, 's']);
    });
  }

  for (const [reason, [code]] of Object.entries(failReasons)) {
    test(`OpenID Connect Core §3.1.2.6: ${reason} is ${code}`, async () => {
      const { ticket } = await ask();
      const failed = await fail(ticket, { reason });
      const { error, error_description, state, iss } = answerIn(failed.responseContent);
      assert.deepEqual([failed.action, error, state, iss], ['LOCATION', code, 's', api.url]);
      assert.match(failed.resultCode, /^A041[356]\d\d$/);
      assert.ok(error_description?.startsWith(`[${failed.resultCode}] `));
      assert.deepEqual((await fail(ticket)).resultCode, 'A041202');
    });
  }

  test('RFC 6749 §4.1.2.1, RFC 9207 §2: errors are told as the service wants them', async () => {
    const update = async (settings: Members) => assert.equal((await api.call('/service/update', settings)).status, 200);
    const told = async () => answerIn((await ask({ scope: 'nothing' })).responseContent);
    await update({ errorUriOmitted: false, issSuppressed: true });
    const { error_uri, ...rest } = await told();
    assert.match(error_uri ?? '', /#A004395$/);
    assert.equal('iss' in rest, false);
    await update({ errorUriOmitted: true, issSuppressed: false, errorDescriptionOmitted: true });
    assert.deepEqual(await told(), { error: 'invalid_scope', state: 's', iss: api.url });
    await update({ errorDescriptionOmitted: false });
  });

  test('seed 002, auth/authorization/fail: the front end’s own words are told', async () => {
    const { ticket } = await ask();
    const { responseContent } = await fail(ticket, { description: 'Ask me "tomorrow".' });
    assert.match(answerIn(responseContent).error_description ?? '', /Ask me \?tomorrow\?\.$/);
  });

  test('seed 002, auth/authorization/issue: of a hundred at once, one gets the code', async () => {
    const { ticket } = await ask();
    const answers = await Promise.all(Array.from({ length: 100 }, () => issue(ticket)));
    const codes = answers.flatMap(({ authorizationCode }) => authorizationCode ?? []);
    assert.equal(codes.length, 1);
    assert.deepEqual([...new Set(answers.map(({ resultCode }) => resultCode))].sort(), ['A040001', 'A040202']);
    assert.equal((await redeem(codes[0])).action, 'OK');
    assert.equal((await fail(ticket)).action, 'BAD_REQUEST');
  });

  test('seed 002, ticket/info and ticket/update: a front end keeps what it likes with a ticket', async () => {
    const { ticket } = await ask({}, { context: 'one' });
    const info = () => call('/auth/authorization/ticket/info', { ticket });
    const update = (change: unknown) => call('/auth/authorization/ticket/update', { ticket, info: change });
    const first = await info();
    assert.deepEqual([first.resultCode, first.action, first.info], ['A390001', 'OK', { context: 'one' }]);
    const asText = await update('two');
    assert.deepEqual([asText.resultCode, asText.action, asText.info], ['A391001', 'OK', 'two']);
    assert.deepEqual((await info()).info, { context: 'two' });
    assert.deepEqual((await update({ context: 'drei ü' })).info, { context: 'drei ü' });
    const issued = await issue(ticket);
    assert.deepEqual(issued.ticketInfo, { context: 'drei ü' });
    const gone = await info();
    assert.deepEqual([gone.resultCode, gone.action, gone.info], ['A390202', 'NOT_FOUND', undefined]);
    assert.deepEqual([(await update('x')).action], ['NOT_FOUND']);
    assert.deepEqual((await call('/auth/authorization/ticket/info', { ticket: (await ask()).ticket })).info, {});
  });

  test('seed 002: a ticket of another service, or none at all, is the front end’s mistake', async () => {
    const { ticket } = await ask();
    for (const wrong of ['x', `${ticket}x`, ticket.slice(0, -1)]) {
      assert.deepEqual([(await issue(wrong)).resultCode, (await fail(wrong)).resultCode], ['A040201', 'A041201']);
    }
  });

  test('seed 002: no parameters is a bad request', async () => {
    for (const body of [{}, { parameters: '' }, { context: 'x' }]) {
      const { resultCode, action, responseContent } = await call('/auth/authorization', body);
      assert.deepEqual([resultCode, action, JSON.parse(responseContent).error], ['A004201', 'BAD_REQUEST', 'invalid_request']);
    }
    assert.equal((await call('/auth/authorization', { parameters: '%%%=%' })).action, 'BAD_REQUEST');
  });

  const mistakes: readonly (readonly [path: string, body: Members])[] = [
    ['/auth/authorization', { parameters: 1 }],
    ['/auth/authorization', { parameters: 'a=b', context: 1 }],
    ['/auth/authorization', { parameters: 'a=b', context: 'x'.repeat(65_536) }],
    ['/auth/authorization/issue', {}],
    ['/auth/authorization/issue', { ticket: 't' }],
    ['/auth/authorization/issue', { ticket: 't', subject: 's', authTime: 'now' }],
    ['/auth/authorization/issue', { ticket: 't', subject: 's', claims: '[]' }],
    ['/auth/authorization/issue', { ticket: 't', subject: 's', claims: '{"sub":"root"}' }],
    ['/auth/authorization/issue', { ticket: 't', subject: 's', idtHeaderParams: '{"alg":"none"}' }],
    ['/auth/authorization/issue', { ticket: 't', subject: 's', claimsForTx: '{}' }],
    ['/auth/authorization/issue', { ticket: 't', subject: 's', accessToken: 'mine' }],
    ['/auth/authorization/issue', { ticket: 't', subject: 's', properties: [{ key: 1 }] }],
    ['/auth/authorization/fail', { ticket: 't', reason: 'BORED' }],
    ['/auth/authorization/fail', { ticket: 't' }],
    ['/auth/authorization/ticket/info', {}],
    ['/auth/authorization/ticket/update', { ticket: 't' }],
    ['/auth/authorization/ticket/update', { ticket: 't', info: { context: 1 } }],
  ];
  for (const [path, body] of mistakes) {
    test(`seed 002: ${path} ${JSON.stringify(body).slice(0, 80)} is an error of the caller`, async () => {
      const { status, body: answer } = await api.call(path, body);
      assert.deepEqual([status, answer.resultCode], [400, 'A001208']);
    });
  }

  const people: readonly Members[] = [
    { subject: 'ä' },
    { subject: 'a'.repeat(101) },
    { authTime: Date.now() },
    { acr: 'a'.repeat(256) },
    { sessionId: 'ü' },
  ];
  test('seed 002: what cannot be told of a person leaves the ticket as it is', async () => {
    const { ticket } = await ask();
    for (const person of people) assert.equal((await issue(ticket, person)).resultCode, 'A040205', JSON.stringify(person));
    const details = { authorizationDetails: { elements: [{ type: 'nothing' }] } };
    assert.equal((await issue(ticket, details)).resultCode, 'A040207');
    assert.equal((await issue(ticket, { authTime: 0, acr: '', sessionId: '', accessToken: '', scopes: [] })).action, 'LOCATION');
  });

  test('seed 002: calls may be forms, lists with spaces in them', async () => {
    const { ticket } = await ask();
    const { body } = await api.call(
      '/auth/authorization/issue',
      String(new URLSearchParams({ ticket, subject: 'ada', scopes: 'email profile' })),
      {
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
    );
    assert.equal((await redeem(body.authorizationCode)).content.scope, 'email profile');
  });
});

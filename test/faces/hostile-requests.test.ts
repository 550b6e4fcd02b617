import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { oauthEndpoints } from '../../src/http/oauth/registry.ts';
import { createTestClient, type TestClient } from '../support/oauth-client.ts';
import { startFreshServer } from '../support/server.ts';
import { assertionClaims, assertionForm, type Members, makeSigningKey } from '../support/signing-key.ts';

type Server = Awaited<ReturnType<typeof startFreshServer>>;

/** Where a person's browser comes: only there may a page be the answer. */
const forPeople: ReadonlySet<string> = new Set(
  oauthEndpoints.filter(({ security, crossOrigin }) => security === 'session' || !crossOrigin).flatMap(({ paths }) => paths),
);

const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.toWellFormed()),
  fc.constantFrom(
    '',
    ' ',
    '\0',
    '%',
    '-1',
    '0',
    '1e309',
    '9'.repeat(40),
    'null',
    '[]',
    '{}',
    '[[',
    '{"a":',
    '"',
    'none',
    '__proto__',
    "' or 1=1 --",
  ),
  fc.constantFrom(
    'https://[::1',
    'javascript:alert(1)',
    'http://169.254.169.254/',
    '\u202e',
    '\u{1F600}',
    'a'.repeat(1000),
    'e30.e30.AA',
    'a.b.c',
    '..',
  ),
);

/** JSON that parameters with JSON in them choke on: wrong types, members of every object, depth. */
const hostileJson = fc.oneof(
  fc.json({ maxDepth: 3 }),
  fc.constantFrom(
    '[{"type":1}]',
    '[{"type":"a","locations":"x"}]',
    '[{"type":"__proto__"}]',
    '{"id_token":{"acr":{"essential":true,"values":7}}}',
  ),
  fc.constantFrom(
    '{"userinfo":null}',
    '{"id_token":[]}',
    '{"id_token":{"sub":{"value":{}}}}',
    '[null]',
    '{"__proto__":{"x":1}}',
    `${'['.repeat(600)}`,
  ),
);

const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.double(),
  fc.constantFrom(null, true, [], {}, [[]], 1e308),
  fc.jsonValue({ maxDepth: 2 }),
);

const likelyValues: Readonly<Record<string, readonly string[]>> = {
  grant_type: ['client_credentials', 'authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:token-exchange', 'password'],
  response_type: ['code', 'code id_token', 'token'],
  redirect_uri: ['http://127.0.0.1:9876/callback', 'http://127.0.0.1:1/callback'],
  response_mode: ['query', 'form_post', 'jwt', 'query.jwt', 'form_post.jwt', 'fragment'],
  prompt: ['none', 'login', 'consent', 'none login'],
  scope: ['openid', 'openid profile', 'x'],
  code_challenge_method: ['S256', 'plain'],
  max_age: ['0', '60'],
  token: ['gat_x', 'e30.e30.AA'],
};
const jsonParameters: ReadonlySet<string> = new Set(['authorization_details', 'claims']);

const valuesFor = (name: string): fc.Arbitrary<string> => {
  const likely = likelyValues[name];
  if (jsonParameters.has(name)) return fc.oneof(hostileJson, hostileText);
  return likely === undefined
    ? hostileText
    : fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...likely) }, { weight: 1, arbitrary: hostileText });
};

const namesOf = (schema: { readonly properties?: object } | undefined): readonly string[] => Object.keys(schema?.properties ?? {});

/** Every parameter that some endpoint knows, and those that all may meet. */
const allNames: readonly string[] = [
  ...new Set([...oauthEndpoints.flatMap(({ query, form }) => [...namesOf(query), ...namesOf(form)]), 'client_assertion', 'x']),
];

const parametersOf = (own: readonly string[]): fc.Arbitrary<[string, string][]> => {
  const name =
    own.length === 0
      ? fc.constantFrom(...allNames)
      : fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...own) }, { weight: 1, arbitrary: fc.constantFrom(...allNames) });
  return fc.array(
    name.chain((chosen) => valuesFor(chosen).map((value): [string, string] => [chosen, value])),
    { maxLength: 7 },
  );
};

/** Claims that replace the good ones of a JWT, and members that replace those of its header. */
const jwtChange = fc.record(
  {
    header: fc.dictionary(fc.constantFrom('alg', 'typ', 'kid', 'jwk', 'jku', 'x5c', 'crit', 'b64', 'zip', 'cty'), hostileValue, {
      maxKeys: 2,
    }),
    claims: fc.dictionary(
      fc.constantFrom(
        'iss',
        'sub',
        'aud',
        'exp',
        'nbf',
        'iat',
        'jti',
        'htm',
        'htu',
        'ath',
        'nonce',
        'client_id',
        'scope',
        'claims',
        'authorization_details',
        'resource',
        'prompt',
        'max_age',
        'request',
      ),
      hostileValue,
      { maxKeys: 4 },
    ),
  },
  { requiredKeys: ['header', 'claims'] },
);

/** How a request is signed, if it is. */
const signing = fc.record({
  by: fc.constantFrom('secret', 'basic', 'assertion', 'nobody', 'session'),
  assertion: jwtChange,
  requestObject: fc.option(jwtChange, { freq: 2 }),
  proof: fc.option(jwtChange, { freq: 2 }),
});

describe('hostile parameters, JWTs and proofs at every OAuth endpoint', () => {
  const key = makeSigningKey('ES256', 'one');
  let server: Server;
  let shared: TestClient;
  let signer: TestClient;
  let sent = 0;

  before(async () => {
    server = await startFreshServer({ GRANTRY_TRUST_PROXY: '127.0.0.1' });
    shared = await createTestClient(server.url, server.owner.api_token, { jwks: { keys: [key.jwk] } });
    signer = await createTestClient(server.url, server.owner.api_token, {
      token_endpoint_auth_method: 'private_key_jwt',
      jwks: { keys: [key.jwk] },
    });
  });
  after(() => server[Symbol.asyncDispose]());

  const now = (): number => Math.floor(Date.now() / 1000);
  const signed = (change: { readonly header: Members; readonly claims: Members }, good: Members, header: Members = {}): string =>
    key.sign({ ...good, ...change.claims }, { ...header, ...change.header });

  for (const endpoint of oauthEndpoints) {
    const [path = ''] = endpoint.paths;
    test(`${endpoint.spec}: ${endpoint.method} ${path} answers in the protocol’s form, and never with a 5xx`, async () => {
      const own = [...namesOf(endpoint.query), ...namesOf(endpoint.form)];
      await fc.assert(
        fc.asyncProperty(parametersOf(own), signing, async (parameters, how) => {
          const client = how.by === 'assertion' ? signer : shared;
          const added: Record<string, string> = {};
          const headers: Record<string, string> = { 'x-forwarded-for': `198.18.${sent++ % 250}.${(sent >> 8) % 250}` };
          if (how.by !== 'basic' && how.by !== 'nobody') added.client_id = client.clientId;
          if (how.by === 'secret') added.client_secret = client.clientSecret;
          if (how.by === 'basic')
            headers.authorization = `Basic ${Buffer.from(`${client.clientId}:${client.clientSecret}`).toString('base64')}`;
          if (how.by === 'session') headers.authorization = `Bearer ${server.owner.api_token}`;
          if (how.by === 'assertion')
            Object.assign(added, assertionForm(signed(how.assertion, assertionClaims(client.clientId, server.url))));
          if (how.requestObject !== null) {
            const good = {
              iss: client.clientId,
              client_id: client.clientId,
              aud: server.url,
              exp: now() + 60,
              nbf: now(),
              response_type: 'code',
            };
            added.request = signed(how.requestObject, good);
          }
          if (how.proof !== null) {
            const good = { jti: `${sent}`, htm: endpoint.method, htu: server.url + path, iat: now() };
            headers.dpop = signed(how.proof, good, { typ: 'dpop+jwt', jwk: key.jwk });
          }
          const form = new URLSearchParams([...parameters.filter(([name]) => !(name in added)), ...Object.entries(added)]).toString();
          const isForm = endpoint.method === 'POST' && path !== '/oauth2/authorize';
          const response = await fetch(server.url + path + (isForm ? '' : `?${form}`), {
            method: endpoint.method,
            redirect: 'manual',
            headers: { ...headers, ...(isForm ? { 'content-type': 'application/x-www-form-urlencoded' } : {}) },
            ...(isForm ? { body: form } : {}),
          });
          const body = await response.text();
          const told = `${endpoint.method} ${path} ${form} ${JSON.stringify(headers)} → ${response.status} ${body.slice(0, 500)}`;
          assert.ok(response.status < 500, told);
          if (response.status === 431) return; // the URL is longer than is read: no endpoint saw it
          const type = response.headers.get('content-type') ?? '';
          assert.ok(forPeople.has(path) || !type.includes('html'), told);
          if (response.status >= 400 && !type.includes('html')) assert.equal(typeof JSON.parse(body).error, 'string', told);
        }),
        { numRuns: 80, endOnFailure: true },
      );
    });
  }
});

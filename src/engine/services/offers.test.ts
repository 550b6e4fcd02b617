import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authenticateClient } from '../client-auth/authenticate-client.ts';
import { introspect } from '../introspect/introspect.ts';
import { offeredMetadata } from '../metadata/offered-metadata.ts';
import { plainOfferRules, type ServiceOfferRules } from '../model/offer-rules.ts';
import { revoke } from '../revoke/revoke.ts';
import { openEngine } from '../testing/open-engine.ts';
import { validService } from '../testing/records.ts';
import { type AuthEndpoint, authMethodsAt } from './offers.ts';

const [basic, post, key] = ['client_secret_basic', 'client_secret_post', 'private_key_jwt'] as const;

const lists: readonly (readonly [title: string, rules: Partial<ServiceOfferRules>, Readonly<Record<AuthEndpoint, unknown>>])[] = [
  ['nothing is said', {}, { token: undefined, revocation: undefined, introspection: undefined }],
  ['one list', { clientAuthMethods: [basic] }, { token: [basic], revocation: [basic], introspection: [basic] }],
  [
    'a list for each',
    { clientAuthMethods: [basic], revocationAuthMethods: [post], introspectionAuthMethods: [key] },
    { token: [basic], revocation: [post], introspection: [key] },
  ],
  ['a list for revocation only', { revocationAuthMethods: [post] }, { token: undefined, revocation: [post], introspection: undefined }],
];

for (const [title, rules, expected] of lists) {
  test(`RFC 8414 §2: the methods of each endpoint where ${title}`, () => {
    const service = { ...validService, offerRules: { ...plainOfferRules, ...rules } };
    const endpoints: readonly AuthEndpoint[] = ['token', 'revocation', 'introspection'];
    assert.deepEqual(Object.fromEntries(endpoints.map((endpoint) => [endpoint, authMethodsAt(service, endpoint)])), expected);
    const all = [basic, post, key];
    const named = endpoints.map((endpoint) => `${endpoint}_endpoint_auth_methods_supported`);
    assert.deepEqual(
      offeredMetadata(service, Object.fromEntries(named.map((name) => [name, all]))),
      Object.fromEntries(endpoints.map((endpoint, at) => [named[at], expected[endpoint] ?? all])),
    );
  });
}

test('RFC 7009 §2.1, RFC 7662 §2.1: a client authenticates at an endpoint by the methods of that endpoint', async () => {
  for (const refusing of ['token', 'revocation', 'introspection'] as const) {
    const offered = (endpoint: AuthEndpoint): readonly string[] => (endpoint === refusing ? [key] : [post]);
    const offerRules = {
      ...plainOfferRules,
      clientAuthMethods: offered('token'),
      revocationAuthMethods: offered('revocation'),
      introspectionAuthMethods: offered('introspection'),
    };
    await using run = await openEngine({ offerRules });
    const { client, secret } = await run.addClient();
    const request = run.request({ client_id: client.clientId, client_secret: secret, token: 'gat_0' });
    const isRefused: Readonly<Record<AuthEndpoint, boolean>> = {
      token: (await authenticateClient(run.engine, request, run.engine.clock())) instanceof Error,
      revocation: (await revoke(run.engine, request)).action === 'refuse',
      introspection: (await introspect(run.engine, request)).action === 'refuse',
    };
    assert.deepEqual(isRefused, { token: false, revocation: false, introspection: false, [refusing]: true });
  }
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { OAuthError } from '../../protocol/oauth-error.ts';
import { epochSeconds } from '../../protocol/units.ts';
import { judgeAuthorizationRequest } from '../authorize/judge-authorization-request.ts';
import { findRequestObjectFault } from '../authorize/read-request-object.ts';
import { clientAuthMethods } from '../client-auth/registry.ts';
import { decideClientCreation } from '../clients/decide-client.ts';
import { grantTypes } from '../grants/registry.ts';
import { looseServiceRules } from '../model/binding-rules.ts';
import type { ProfileName } from '../model/profile-name.ts';
import { decideConfirmation } from '../possession/decide-confirmation.ts';
import { now, validClient, validService } from '../testing/records.ts';
import { profiles as everyProfile } from './registry.ts';

const names: fc.Arbitrary<readonly ProfileName[]> = fc.subarray(everyProfile.map(({ name }) => name));
const switched = fc.record({ byService: names, byClient: names });
const text = (...values: readonly string[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
const method = fc.constantFrom(...clientAuthMethods.map(({ name }) => name));

/** Runs a judgement without profiles and with some: whoever is refused without is refused with them. */
const neverLooser =
  (accepts: (profiles: { readonly byService: readonly ProfileName[]; readonly byClient: readonly ProfileName[] }) => boolean) =>
  (profiles: { readonly byService: readonly ProfileName[]; readonly byClient: readonly ProfileName[] }): void => {
    if (accepts(profiles)) assert.ok(accepts({ byService: [], byClient: [] }), 'accepted only under the profile');
  };

test('a profile accepts no authorization request that is refused without it', () => {
  const request = fc.record({
    redirect_uri: text('https://app.example.com/callback', 'http://127.0.0.1:9/', 'http://app.example.com/', 'https://evil.example/'),
    response_type: text('code', 'token'),
    code_challenge: text('c'.repeat(43), 'short'),
    code_challenge_method: text('S256', 'plain'),
    response_mode: text('query', 'jwt', 'form_post.jwt', 'unknown'),
    scope: text('read', 'nothing'),
    dpop_jkt: text('j'.repeat(43), 'j'),
  });
  const client = fc.record({ clientType: fc.constantFrom('public' as const, 'confidential' as const), tokenEndpointAuthMethod: method });
  fc.assert(
    fc.property(switched, request, client, fc.boolean(), fc.boolean(), (profiles, sent, kind, isPushed, isSigned) => {
      const parameters = new Map(
        Object.entries({ ...sent, client_id: validClient.clientId }).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, [value]] as const],
        ),
      );
      const redirectUris = ['https://app.example.com/callback', 'http://127.0.0.1/', 'http://app.example.com/'];
      neverLooser(({ byService, byClient }) => {
        const facts = { parameters, isPushed, isSigned, service: { ...validService, profiles: byService } };
        return (
          judgeAuthorizationRequest({ ...facts, client: { ...validClient, ...kind, redirectUris, profiles: byClient } }).verdict === 'valid'
        );
      })(profiles);
    }),
    { numRuns: 500 },
  );
});

test('a profile takes no request object that is refused without it', () => {
  const time = fc.option(fc.integer({ min: -4000, max: 8000 }), { nil: undefined });
  fc.assert(
    fc.property(switched, time, time, time, (profiles, nbf, exp, iat) => {
      const at = (offset: number | undefined) => (offset === undefined ? undefined : epochSeconds(now + offset));
      const { clientId, number } = validClient;
      const claims = { iss: clientId, client_id: clientId, aud: validService.issuer, nbf: at(nbf), exp: at(exp), iat: at(iat) };
      neverLooser(({ byService, byClient }) => {
        const service = { ...validService, profiles: byService };
        const client = { clientId, number, profiles: byClient };
        return findRequestObjectFault({ now, service, client, jwt: { header: { alg: 'ES256' }, claims } }) === undefined;
      })(profiles);
    }),
  );
});

test('a profile gives no token that is refused without it, and none that is not bound', () => {
  const rules = fc.record({ dpopBoundAccessTokens: fc.boolean(), tlsClientCertificateBoundAccessTokens: fc.boolean() });
  fc.assert(
    fc.property(
      switched,
      rules,
      rules,
      text('jkt'),
      text('x5t'),
      fc.boolean(),
      (profiles, ofService, ofClient, jkt, certificate, byCertificate) => {
        const decide = ({ byService, byClient }: typeof profiles) =>
          decideConfirmation({
            service: { bindingRules: { ...looseServiceRules, ...ofService }, profiles: byService },
            client: { bindingRules: ofClient, profiles: byClient },
            jkt,
            certificateThumbprint: certificate,
            isAuthenticatedByCertificate: byCertificate,
          });
        neverLooser((each) => !(decide(each) instanceof OAuthError))(profiles);
        if (profiles.byService.length + profiles.byClient.length > 0) assert.notEqual(decide(profiles), undefined);
      },
    ),
  );
});

test('a profile registers no client that is refused without it', () => {
  const input = fc.record({
    name: fc.constant('App'),
    clientType: fc.constantFrom('public' as const, 'confidential' as const),
    tokenEndpointAuthMethod: method,
    redirectUris: fc.subarray(['https://app.example.com/', 'http://app.example.com/', 'http://[::1]/', 'no uri']),
    grantTypes: fc.subarray(grantTypes.map(({ name }) => name)),
    requestObjectSigningAlg: text('ES256', 'RS256', 'none'),
    authorizationSignedResponseAlg: text('ES256', 'RS256', 'none'),
    jwksUri: text('https://app.example.com/jwks'),
    certificateSubjects: fc.constantFrom(undefined, [{ field: 'tls_client_auth_san_dns' as const, value: 'app.example.com' }]),
  });
  fc.assert(
    fc.property(switched, input, (profiles, wish) => {
      neverLooser(({ byService, byClient }) => {
        const service = { ...validService, profiles: byService };
        const made = { source: 'static', createdBy: undefined, number: 7, clientId: validClient.clientId } as const;
        return decideClientCreation({ now, service, input: { ...wish, profiles: byClient }, ...made }).action === 'save';
      })(profiles);
    }),
    { numRuns: 500 },
  );
});

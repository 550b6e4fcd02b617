import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { isSameJson } from '../../protocol/authorization-detail.ts';
import { decodeForm } from '../../protocol/form.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import { approveAuthorization } from '../authorize/approve-authorization.ts';
import { decideAuthorization } from '../authorize/decide-authorization.ts';
import { introspectToken } from '../introspect/introspect.ts';
import type { DetailType } from '../model/detail-type.ts';
import { plainClientRules, plainServiceRules } from '../model/request-rules.ts';
import { openEngine } from '../testing/open-engine.ts';
import { now, personAt, validClient, validService } from '../testing/records.ts';
import type { TokenResponse } from '../token/encode-token-response.ts';
import { decideDetails, narrowDetails } from './decide-details.ts';

const payment: DetailType = {
  name: 'payment_initiation',
  description: 'Make a payment',
  schema: {
    type: 'object',
    required: ['actions', 'amount'],
    properties: {
      actions: { type: 'array', minItems: 1, maxItems: 2, items: { type: 'string', enum: ['initiate', 'status'] } },
      locations: { type: 'array', items: { type: 'string', maxLength: 100 } },
      amount: {
        type: 'object',
        required: ['currency', 'value'],
        properties: { currency: { type: 'string' }, value: { type: 'number', minimum: 0, maximum: 1000 } },
      },
      isUrgent: { type: 'boolean' },
      count: { type: 'integer' },
    },
  },
};
const open: DetailType = { name: 'open', description: 'Anything', schema: { type: 'object', additionalProperties: true } };
const requestRules = { ...plainServiceRules, detailTypes: [payment, open] };
const service = { ...validService, requestRules };

const pay = { type: 'payment_initiation', actions: ['initiate'], amount: { currency: 'EUR', value: 10 } };
const text = (...details: readonly unknown[]): string => JSON.stringify(details);
const decide = (value: string | undefined, detailTypes?: readonly string[]) =>
  decideDetails(service, { ...validClient, requestRules: { ...plainClientRules, detailTypes } }, value);

describe('which details are given', () => {
  for (const [title, details] of [
    ['a detail of its type', [pay]],
    ['several, of several types', [pay, { type: 'open', any: { thing: [1, null] } }]],
    ['every member', [{ ...pay, locations: ['https://pay.example'], isUrgent: true, count: 3 }]],
  ] as const) {
    test(`RFC 9396 §2: ${title}`, () => assert.deepEqual(decide(text(...details)), details));
  }

  test('RFC 9396 §3: none were asked for', () => {
    assert.equal(decide(undefined), undefined);
    assert.equal(decide('[]'), undefined);
  });

  const faults: readonly (readonly [title: string, sent: string, words: RegExp])[] = [
    ['no JSON', '{', /must be a short JSON array/],
    ['no array', JSON.stringify(pay), /must be a short JSON array/],
    ['an entry that is no object', '[1]', /must be a short JSON array/],
    ['an entry without type', '[{}]', /must be a short JSON array/],
    ['too many entries', text(...Array.from({ length: 17 }, () => pay)), /must be a short JSON array/],
    ['too long', text({ ...pay, x: 'x'.repeat(8192) }), /must be a short JSON array/],
    ['an unknown type', text({ type: 'nothing' }), /\[0\] has a type that is unknown/],
    ['a type named like a member of all objects', text({ type: 'constructor' }), /\[0\] has a type that is unknown/],
    ['a missing member', text({ type: pay.type, actions: ['status'] }), /\[0\] lacks amount/],
    ['an unknown member', text(pay, { ...pay, extra: 1 }), /\[1\] has an unknown member: extra/],
    [
      'a member named like one of all objects',
      `[{"type":"${pay.type}","actions":["status"],"amount":{"currency":"","value":1},"__proto__":1}]`,
      /unknown member/,
    ],
    ['a value that is not listed', text({ ...pay, actions: ['steal'] }), /actions\[0\] is none of initiate, status/],
    ['too few values', text({ ...pay, actions: [] }), /actions has fewer than 1/],
    ['too many values', text({ ...pay, actions: ['status', 'status', 'status'] }), /actions has more than 2/],
    ['another type of value', text({ ...pay, isUrgent: 'yes' }), /isUrgent is not of type boolean/],
    ['a fraction', text({ ...pay, count: 1.5 }), /count is not of type integer/],
    ['a number below the least', text({ ...pay, amount: { currency: 'EUR', value: -1 } }), /amount\.value is less than 0/],
    ['a number above the most', text({ ...pay, amount: { currency: 'EUR', value: 1001 } }), /amount\.value is more than 1000/],
    ['text that is too long', text({ ...pay, locations: ['x'.repeat(101)] }), /locations\[0\] is longer than 100/],
  ];
  for (const [title, sent, words] of faults) {
    test(`RFC 9396 §5: ${title} is invalid_authorization_details`, () => {
      const error = decide(sent);
      assert.ok(error instanceof OAuthError);
      assert.equal(error.code, 'invalid_authorization_details');
      assert.match(error.message, words);
    });
  }

  test('RFC 9396 §10: a client may be held to some types', () => {
    assert.deepEqual(decide(text(pay), ['payment_initiation']), [pay]);
    assert.ok(decide(text({ type: 'open' }), ['payment_initiation']) instanceof OAuthError);
  });

  test('RFC 9396 §5: whatever is sent is given as it is, or refused', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.string(),
          fc.array(fc.object()).map((value) => JSON.stringify(value)),
        ),
        (sent) => {
          const decided = decide(sent);
          if (decided !== undefined && !(decided instanceof OAuthError)) assert.deepEqual(decided, JSON.parse(sent));
        },
      ),
    );
  });
});

test('RFC 9396 §6: what is granted is narrowed by whole entries', () => {
  const other = { type: 'open', a: 1 };
  assert.deepEqual(narrowDetails([pay, other], undefined), [pay, other]);
  assert.deepEqual(narrowDetails([pay, other], text(other)), [other]);
  const { amount, actions, type } = pay;
  assert.deepEqual(narrowDetails([pay], text({ amount, actions, type })), [pay]);
  assert.ok(narrowDetails([pay], text({ ...pay, actions: ['status'] })) instanceof OAuthError);
  assert.ok(narrowDetails(undefined, text(pay)) instanceof OAuthError);
});

test('two JSON values are the same whatever the order of their members', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      assert.ok(isSameJson(value, JSON.parse(JSON.stringify(value))));
      assert.ok(!isSameJson(value, [value]));
    }),
  );
  assert.ok(isSameJson({ a: 1, b: [2] }, { b: [2], a: 1 }));
  assert.ok(!isSameJson({ a: undefined }, { b: undefined }));
});

for (const accessTokenFormat of ['opaque', 'jwt'] as const) {
  test(`RFC 9396 §7, §9.1, §9.2: details travel to the token response, the ${accessTokenFormat} token and introspection`, async () => {
    await using run = await openEngine({ accessTokenFormat, requestRules });
    const app = await run.addClient();
    const form = { client_id: app.client.clientId, client_secret: app.secret };
    const other = { type: 'open', a: [1] };
    const query = new URLSearchParams({ client_id: app.client.clientId, response_type: 'code', authorization_details: text(pay, other) });
    const request = { service: run.service, parameters: decodeForm(query.toString()) };
    const person = personAt();

    const asked = await decideAuthorization(run.engine, request, person);
    assert.ok(asked.action === 'ask');
    assert.deepEqual(asked.consent.scopes, [], 'no default scopes on top');
    assert.deepEqual(asked.consent.details, [
      { description: 'Make a payment', detail: pay },
      { description: 'Anything', detail: other },
    ]);

    const outcome = await approveAuthorization(run.engine, request, person);
    const code = (outcome.action === 'redirect' && outcome.answer.code) || assert.fail();
    const detailsOf = async ({ access_token, authorization_details }: TokenResponse): Promise<unknown> => {
      const { response: introspected } = await introspectToken(run.engine, { service: run.service, token: access_token, now });
      assert.deepEqual(introspected.active && introspected.authorization_details, authorization_details);
      const [, payload = ''] = access_token.split('.');
      const claims = payload === '' ? undefined : JSON.parse(Buffer.from(payload, 'base64url').toString());
      if (claims !== undefined) assert.deepEqual(claims.authorization_details, authorization_details);
      return authorization_details;
    };
    const first = await run.obtain({ ...form, grant_type: 'authorization_code', code });
    assert.deepEqual(await detailsOf(first), [pay, other]);
    const refresh = (refresh_token = '', more = {}) => run.obtain({ ...form, grant_type: 'refresh_token', refresh_token, ...more });
    const narrowed = await refresh(first.refresh_token, { authorization_details: text(other) });
    assert.deepEqual(await detailsOf(narrowed), [other]);
    assert.deepEqual(await detailsOf(await refresh(narrowed.refresh_token)), [pay, other]);
  });
}

test('RFC 9396 §6: a client asks for details of its own, and gets them or an error', async () => {
  await using run = await openEngine({ requestRules });
  const app = await run.addClient();
  const form = { grant_type: 'client_credentials', client_id: app.client.clientId, client_secret: app.secret };
  const answer = await run.obtain({ ...form, authorization_details: text(pay) });
  assert.deepEqual([answer.authorization_details, answer.scope], [[pay], '']);
  assert.equal((await run.obtain(form)).authorization_details, undefined);
  const refused = await run.token({ ...form, authorization_details: text({ type: 'nothing' }) });
  assert.equal(refused.action === 'refuse' && refused.error.code, 'invalid_authorization_details');
});

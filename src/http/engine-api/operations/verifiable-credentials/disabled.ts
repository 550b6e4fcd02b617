import Type, { type TObject } from 'typebox';
import { type DisabledAnswer, type DisabledOperation, disabledOperations } from '../../disabled-operation.ts';
import type { EngineOperation } from '../../engine-operation.ts';
import { optionalText, optionalTexts, properties } from '../../schemas/members.ts';

const accessToken = optionalText('The access token of the request.');
const order = Type.Object(
  {
    requestIdentifier: optionalText('The request it is the answer to.'),
    credentialPayload: optionalText('What the credential says: the text of a JSON object.'),
    issuanceDeferred: Type.Optional(Type.Boolean({ description: 'Issue it later.' })),
    credentialDuration: Type.Optional(Type.Integer({ description: 'How long the credential lives, in seconds.' })),
    signingKeyId: optionalText('The key that signs it.'),
  },
  { $id: 'EngineCredentialOrder', description: 'What to issue.' },
);

/** An operation that takes a body, as all of them do. */
const post = (path: string, command: string, summary: string, body: TObject, refusal: DisabledAnswer): DisabledOperation => ({
  name: `vci${path.replaceAll(/\/(\w)/g, (_, letter: string) => letter.toUpperCase())}Api`,
  method: 'POST',
  path: `/vci${path}`,
  command: ['verifiable-credentials', command],
  summary,
  takesForms: true,
  body,
  example: {},
  refusal,
});

const forbidden = (code: string): DisabledAnswer => ({ code, action: 'FORBIDDEN', error: 'access_denied' });

/** A document that is published, and is not there. */
const published = (path: string, command: string, summary: string, code: string): DisabledOperation =>
  post(path, command, summary, Type.Object({ pretty: Type.Optional(Type.Boolean({ description: 'Indent the JSON.' })) }), {
    code,
    action: 'NOT_FOUND',
    error: 'invalid_request',
  });

/** A request of a wallet, to be taken apart. */
const parsed = (path: string, command: string, summary: string, code: string): DisabledOperation =>
  post(
    path,
    command,
    summary,
    Type.Object({ accessToken, requestContent: optionalText('The body of the request, as it came.') }),
    forbidden(code),
  );

const offer = Type.Object({
  credentialConfigurationIds: optionalTexts('What is offered.'),
  authorizationCodeGrantIncluded: Type.Optional(Type.Boolean({ description: 'Offer the authorization code grant.' })),
  issuerStateIncluded: Type.Optional(Type.Boolean({ description: 'Put an issuer state in the offer.' })),
  preAuthorizedCodeGrantIncluded: Type.Optional(Type.Boolean({ description: 'Offer the pre-authorized code grant.' })),
  subject: optionalText('Who the credential is about.'),
  duration: Type.Optional(Type.Integer({ description: 'How long the offer lives, in seconds.' })),
  context: optionalText('Your own note.'),
  properties,
  jwtAtClaims: optionalText('More claims for an access token that is a JWT: the text of a JSON object.'),
  authTime: Type.Optional(Type.Integer({ description: 'When the person signed in, in seconds.' })),
  acr: optionalText('The authentication context class that was reached.'),
  txCode: optionalText('The transaction code.'),
  txCodeInputMode: optionalText('What the transaction code is made of.'),
  txCodeDescription: optionalText('What to tell the person of it.'),
});

/** Verifiable credentials (OpenID for Verifiable Credential Issuance): no service issues them. */
export const verifiableCredentialOperations: readonly EngineOperation[] = disabledOperations(
  { does: 'issue verifiable credentials', right: 'use_service' },
  [
    published('/metadata', 'get-metadata', 'Make the metadata of the credential issuer.', 'A364301'),
    published('/jwtissuer', 'get-jwt-issuer', 'Make the JWT issuer metadata.', 'A416301'),
    published('/jwks', 'get-jwks', 'Make the JWK Set of the credential issuer.', 'A402301'),
    post('/offer/create', 'create-offer', 'Create a credential offer.', offer, { code: 'A366201', action: 'FORBIDDEN' }),
    post('/offer/info', 'get-offer-info', 'Look at a credential offer.', Type.Object({ identifier: optionalText('The offer.') }), {
      code: 'A370201',
      action: 'FORBIDDEN',
    }),
    parsed('/single/parse', 'parse', 'Take a credential request apart.', 'A377301'),
    post('/single/issue', 'issue', 'Issue a credential.', Type.Object({ accessToken, order: Type.Optional(order) }), forbidden('A383201')),
    parsed('/batch/parse', 'batch-parse', 'Take a batch credential request apart.', 'A385301'),
    post(
      '/batch/issue',
      'batch-issue',
      'Issue several credentials.',
      Type.Object({ accessToken, orders: Type.Optional(Type.Array(order, { description: 'What to issue.' })) }),
      forbidden('A390201'),
    ),
    parsed('/deferred/parse', 'deferred-parse', 'Take a deferred credential request apart.', 'A393301'),
    post(
      '/deferred/issue',
      'deferred-issue',
      'Issue a credential that was put off.',
      Type.Object({ order: Type.Optional(order) }),
      forbidden('A397201'),
    ),
  ],
);

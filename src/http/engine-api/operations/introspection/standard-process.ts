import Type from 'typebox';
import { introspectToken } from '../../../../engine/introspect/introspect.ts';
import { decideSigning, signedIntrospectionType, signIntrospection } from '../../../../engine/introspect/sign-introspection.ts';
import { findSigningAlgorithm } from '../../../../engine/keys/signing-algorithms.ts';
import { decodeForm, findRepeated, requireParameter } from '../../../../protocol/form.ts';
import { OAuthError } from '../../../../protocol/oauth-error.ts';
import { readAcceptance } from '../../../accepted-media-type.ts';
import { CallerError } from '../../caller-error.ts';
import { type EngineAnswer, type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { explainCodes } from '../../explanations/explain-codes.ts';
import { refusedResult, resultOf } from '../../oauth-result.ts';
import { refuseMembers } from '../../refuse-members.ts';
import type { ResultCodes } from '../../result-codes.ts';
import { optionalText, text } from '../../schemas/members.ts';

const codes: ResultCodes = { area: '145', byReason: {} };

const refused = (error: OAuthError): EngineAnswer => ({
  body: { ...refusedResult(codes, error), action: error.status >= 500 ? 'INTERNAL_SERVER_ERROR' : 'BAD_REQUEST' },
});

/** The token that is asked about. */
function readToken(parameters: string): string | OAuthError {
  try {
    const form = decodeForm(parameters);
    const repeated = findRepeated(form);
    if (repeated !== undefined) return new OAuthError('invalid_request', `The parameter ${repeated} is repeated.`);
    return requireParameter(form, 'token');
  } catch (error) {
    if (error instanceof OAuthError) return error;
    throw error;
  }
}

/** Answers an introspection request as the standard has it. */
export const processStandardIntrospection: EngineOperation = serviceOperation({
  name: 'authIntrospectionStandardApi',
  method: 'POST',
  path: '/auth/introspection/standard',
  command: ['introspection', 'standard-process'],
  summary: 'Answer an introspection request (RFC 7662), signed if it asks for that (RFC 9701).',
  description: 'Takes the form that a resource server sent to your introspection endpoint, after you have authenticated it.',
  right: 'use_introspection',
  takesForms: true,
  body: Type.Object({
    parameters: text('The form that the resource server sent, as it came.'),
    withHiddenProperties: Type.Optional(Type.Boolean({ description: 'Show hidden properties as well.' })),
    rsUri: optionalText('Who asks: tokens for others are not active, and a signed answer is for it.'),
    httpAcceptHeader: optionalText('The `Accept` header of the request.'),
    introspectionSignAlg: optionalText('What a signed answer is signed with; `RS256` if left out.'),
    introspectionEncryptionAlg: optionalText('Not supported.'),
    introspectionEncryptionEnc: optionalText('Accepted, and changes nothing: answers are not encrypted.'),
    sharedKeyForSign: optionalText('Not supported.'),
    sharedKeyForEncryption: optionalText('Not supported.'),
    publicKeyForEncryption: optionalText('Not supported.'),
  }),
  refusals: explainCodes(codes),
  example: { parameters: 'token=$ACCESS_TOKEN', rsUri: 'https://api.example.com' },
  async run({ body, service, rooms: { engine } }) {
    refuseMembers(body, ['introspectionEncryptionAlg', 'sharedKeyForSign', 'sharedKeyForEncryption', 'publicKeyForEncryption']);
    const { rsUri = '', introspectionSignAlg = '' } = body;
    const algorithm = findSigningAlgorithm(introspectionSignAlg === '' ? 'RS256' : introspectionSignAlg);
    if (algorithm === undefined)
      throw new CallerError('wrongMember', `The member introspectionSignAlg is not supported: ${introspectionSignAlg}.`);
    const token = readToken(body.parameters);
    if (token instanceof OAuthError) return refused(token);
    const { isNamed, isTaken } = readAcceptance(body.httpAcceptHeader ?? '*/*', signedIntrospectionType);
    const client = { clientId: rsUri, profiles: [], introspectionSignedResponseAlg: algorithm };
    const isSigned = decideSigning({ service, client }, { wantsSigned: isNamed, takesSigned: isTaken });
    if (isSigned instanceof OAuthError) return refused(isSigned);
    if (isSigned && rsUri === '') throw new CallerError('wrongMember', 'The member rsUri is missing: a signed answer is for somebody.');
    const now = engine.clock();
    const resource = rsUri === '' ? undefined : rsUri;
    const asked = { service, token, now, resource, showsHidden: body.withHiddenProperties };
    const { response } = await introspectToken(engine, asked);
    const result = resultOf('A145001', 'The introspection request was processed.');
    return isSigned
      ? { body: { ...result, action: 'JWT', responseContent: await signIntrospection(engine, { service, client, response, now }) } }
      : { body: { ...result, action: 'OK', responseContent: JSON.stringify(response) } };
  },
});

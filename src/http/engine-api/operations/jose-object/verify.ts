import Type from 'typebox';
import { judgeJose } from '../../../../engine/jose/judge-jose.ts';
import { CallerError } from '../../caller-error.ts';
import { type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { resultOf } from '../../oauth-result.ts';
import { optionalText, optionalTexts, text } from '../../schemas/members.ts';

const textOrNone = (list: readonly string[]): readonly string[] | undefined => (list.length === 0 ? undefined : list);

/** Judges a signed JWT. */
export const verifyJose: EngineOperation = serviceOperation({
  name: 'joseVerifyApi',
  method: 'POST',
  path: '/jose/verify',
  command: ['jose-object', 'verify'],
  summary: 'Judge a signed JWT.',
  description: 'By the keys of the service, or by those of a client. An object that is encrypted cannot be read here, and is not valid.',
  right: 'use_service',
  takesForms: true,
  body: Type.Object({
    jose: text('The JWT, in its compact form.'),
    mandatoryClaims: optionalTexts('Claims that must be there.'),
    clockSkew: Type.Optional(Type.Integer({ minimum: 0, maximum: 86_400, description: 'By how many seconds clocks may differ.' })),
    clientIdentifier: optionalText('The number or alias of the client that signed it.'),
    signedByClient: Type.Optional(Type.Boolean({ description: 'Judge the signature by the keys of that client.' })),
  }),
  example: { jose: '$ID_TOKEN', mandatoryClaims: ['iss'], clockSkew: 10 },
  async run({ body, service, rooms }) {
    const { jose, mandatoryClaims = [], clockSkew = 0, clientIdentifier = '', signedByClient = false } = body;
    if (signedByClient && clientIdentifier === '') throw new CallerError('wrongMember', 'The member clientIdentifier is missing.');
    const signerId = signedByClient ? clientIdentifier : undefined;
    const judgement = await judgeJose(rooms.engine, { service, jose, signerId, mandatoryClaims, clockSkew });
    const { isSignatureValid, missingClaims, invalidClaims, faults } = judgement;
    return {
      body: {
        ...resultOf('A160001', 'The object was judged.'),
        valid: faults.length === 0,
        signatureValid: isSignatureValid,
        missingClaims: textOrNone(missingClaims),
        invalidClaims: textOrNone(invalidClaims),
        errorDescriptions: textOrNone(faults),
      },
    };
  },
});

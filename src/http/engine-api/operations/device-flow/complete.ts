import Type from 'typebox';
import { completeDevice, type DeviceCompletion, type FrontEndOutcome } from '../../../../engine/device/complete-device.ts';
import { type EpochSeconds, epochSeconds } from '../../../../protocol/units.ts';
import { CallerError } from '../../caller-error.ts';
import { type EngineAnswer, type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { resultOf } from '../../oauth-result.ts';
import { readTerms, type TermsBody } from '../../read-terms.ts';
import { optionalText, optionalTexts, properties, text } from '../../schemas/members.ts';
import { given } from '../../unset.ts';

/** What the front end says came of the request. */
interface Completion extends TermsBody {
  readonly result: string;
  readonly subject?: string | undefined;
  readonly authTime?: number | undefined;
  readonly acr?: string | undefined;
  readonly scopes?: readonly string[] | undefined;
  readonly errorDescription?: string | undefined;
  readonly errorUri?: string | undefined;
}

/** A URI of the letters that `error_uri` may have (RFC 6749 §5.2). */
const errorUri = /^[a-z][a-z0-9+.-]*:[\x21\x23-\x5b\x5d-\x7e]{1,2000}$/i;

/** A person's “yes”. They signed in just now unless it is said when. */
function readApproval(body: Completion, now: EpochSeconds): FrontEndOutcome {
  const { subject = '', authTime = 0, acr, scopes } = body;
  const authenticatedAt = authTime > 0 ? epochSeconds(authTime) : now;
  return {
    outcome: 'approved',
    subject: { subject, authTime: authenticatedAt, acr: given(acr), amr: [], sessionId: undefined },
    scopes,
    terms: readTerms(body),
  };
}

function readOutcome(body: Completion, now: EpochSeconds): FrontEndOutcome {
  if (body.result === 'AUTHORIZED') return readApproval(body, now);
  const uri = given(body.errorUri);
  if (uri !== undefined && !errorUri.test(uri)) throw new CallerError('wrongMember', 'The member errorUri is not right: it must be a URI.');
  return { outcome: body.result === 'ACCESS_DENIED' ? 'denied' : 'failed', description: given(body.errorDescription), uri };
}

function encode(completion: DeviceCompletion): EngineAnswer {
  switch (completion.action) {
    case 'completed':
      return { body: { ...resultOf('A241001', 'The device learns it when it polls.'), action: 'SUCCESS' } };
    case 'expired':
      return { body: { ...resultOf('A241602', 'The user code has expired.'), action: 'USER_CODE_EXPIRED' } };
    case 'unknown':
      return { body: { ...resultOf('A241601', 'No device waits under the user code.'), action: 'USER_CODE_NOT_EXIST' } };
    case 'refuse': {
      const { status, message } = completion.error;
      return status >= 500
        ? { body: { ...resultOf('A241101', message), action: 'SERVER_ERROR' } }
        : { body: { ...resultOf('A241201', message), action: 'INVALID_REQUEST' } };
    }
  }
}

/** Takes what came of a device's request. */
export const completeDeviceOperation: EngineOperation = serviceOperation({
  name: 'deviceCompleteApi',
  method: 'POST',
  path: '/device/complete',
  command: ['device-flow', 'complete'],
  summary: 'Say what came of the request of a device.',
  description: 'Once the person has signed in and decided. The device gets its tokens, or the error, when it polls your token endpoint.',
  right: 'use_service',
  takesForms: true,
  body: Type.Object({
    userCode: text('What the person typed.'),
    result: Type.Enum(['AUTHORIZED', 'ACCESS_DENIED', 'TRANSACTION_FAILED'], { description: 'What came of it.' }),
    subject: optionalText('Who allowed it, in at most 100 characters of ASCII.'),
    sub: optionalText('What ID tokens call the person, if not what the client knows them by.'),
    authTime: Type.Optional(Type.Integer({ description: 'When the person signed in, in seconds since 1970; just now if left out.' })),
    acr: optionalText('The authentication context class that was reached.'),
    claims: optionalText('What ID tokens say of the person: the text of a JSON object.'),
    properties,
    scopes: optionalTexts('What was allowed, in place of what was asked for.'),
    errorDescription: Type.Optional(
      Type.String({ maxLength: 1000, description: 'What the device is told if it gets nothing, in place of our words.' }),
    ),
    errorUri: optionalText('Where the device may read more then.'),
    idtHeaderParams: optionalText('More members for the headers of ID tokens: the text of a JSON object.'),
    consentedClaims: optionalTexts('The claims that the person lets the client know.'),
    jwtAtClaims: optionalText('More claims for access tokens that are JWTs: the text of a JSON object.'),
    accessTokenDuration: Type.Optional(Type.Integer({ description: 'How long access tokens live, in seconds.' })),
    refreshTokenDuration: Type.Optional(Type.Integer({ description: 'How long refresh tokens live, in seconds.' })),
    idTokenAudType: optionalText('`array` or `string`: how ID tokens write `aud`.'),
  }),
  example: { userCode: '$USER_CODE', result: 'AUTHORIZED', subject: 'ann' },
  async run({ rooms: { engine }, service, body }) {
    return encode(await completeDevice(engine, service, body.userCode, readOutcome(body, engine.clock())));
  },
});

import { type AnswerParameters, makeFragmentLocation, makeRedirectLocation } from '../../protocol/redirect-location.ts';
import { after, type EpochSeconds } from '../../protocol/units.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import type { SendBack } from './authorization-decision.ts';

/** The answer to an authorization request as the browser takes it to the client. */
export type AuthorizationResponse =
  | { readonly as: 'location'; readonly location: string }
  /** A form that the browser posts to `action` (OAuth 2.0 Form Post Response Mode §2). */
  | { readonly as: 'form'; readonly action: string; readonly fields: Readonly<Record<string, string>> };

type Answered = Pick<SendBack, 'returnTo' | 'answer'>;

const withoutAbsent = (parameters: AnswerParameters): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined));

const sign = async (
  { signJwt }: Pick<Engine, 'signJwt'>,
  { id, issuer, answerRules }: Pick<Service, 'id' | 'issuer' | 'answerRules'>,
  { returnTo, answer }: Answered,
  now: EpochSeconds,
): Promise<AnswerParameters> => ({
  response: await signJwt(
    id,
    'JWT',
    { ...withoutAbsent(answer), iss: issuer, aud: returnTo.clientId, exp: after(now, answerRules.signedResponseLifetime) },
    returnTo.answerAlgorithm,
    { kid: answerRules.signatureKeys.authorization },
  ),
});

/** The parameters in the query, the fragment or a form. */
const carry = ({ redirectUri, responseMode }: Answered['returnTo'], parameters: AnswerParameters): AuthorizationResponse => {
  switch (responseMode.carrier) {
    case 'query':
      return { as: 'location', location: makeRedirectLocation(redirectUri, parameters) };
    case 'fragment':
      return { as: 'location', location: makeFragmentLocation(redirectUri, parameters) };
    case 'form':
      return { as: 'form', action: redirectUri, fields: withoutAbsent(parameters) };
  }
};

/** An answer that needs no signature, at once. */
export const encodePlainResponse = ({ returnTo, answer }: Answered): AuthorizationResponse => carry(returnTo, answer);

/**
 * Writes an answer in the response mode the client asked for. Signed ones are signed here, after the commit: what is not durable is
 * never signed.
 *
 * @see RFC 6749 §4.1.2, JARM §2.1, §2.3
 */
export async function encodeAuthorizationResponse(
  engine: Pick<Engine, 'signJwt'>,
  service: Pick<Service, 'id' | 'issuer' | 'answerRules'>,
  answered: Answered,
  now: EpochSeconds,
): Promise<AuthorizationResponse> {
  return answered.returnTo.responseMode.isSigned
    ? carry(answered.returnTo, await sign(engine, service, answered, now))
    : encodePlainResponse(answered);
}

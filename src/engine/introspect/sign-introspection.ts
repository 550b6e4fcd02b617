import type { OAuthError } from '../../protocol/oauth-error.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import type { Client } from '../model/client.ts';
import type { Service } from '../model/service.ts';
import type { SigningAlgorithm } from '../model/signing-key.ts';
import type { Engine } from '../ports.ts';
import { breakRule } from '../profiles/break-rule.ts';
import { findDemands } from '../profiles/find-demands.ts';
import { answerAlgorithm } from '../profiles/tighten.ts';
import type { IntrospectionResponse } from './introspection-response.ts';

/** The media type of a signed answer, and its `typ` (RFC 9701 §4, §5). */
export const signedIntrospectionType = 'application/token-introspection+jwt';
const typ = 'token-introspection+jwt';

/** What is signed with for who registered nothing (RFC 9701 §6). */
const defaultAlgorithm: SigningAlgorithm = 'RS256';

/** How who asks wants its answer. */
export interface AcceptedForms {
  /** It names the signed form. */
  readonly wantsSigned: boolean;
  /** It takes the signed form, if only among everything. */
  readonly takesSigned: boolean;
}

/** A resource server that asked, and what it is told. */
export interface SignedIntrospection {
  readonly service: Pick<Service, 'id' | 'issuer' | 'answerRules' | 'profiles'>;
  readonly client: Pick<Client, 'clientId' | 'profiles' | 'introspectionSignedResponseAlg'>;
  readonly response: IntrospectionResponse;
  readonly now: EpochSeconds;
}

/**
 * Decides whether an answer is signed: on demand, and always under a profile that says so.
 *
 * @returns an error if it must be signed for somebody who does not take it.
 * @see RFC 9701 §4
 */
export function decideSigning(
  { service, client }: Pick<SignedIntrospection, 'service' | 'client'>,
  { wantsSigned, takesSigned }: AcceptedForms,
): boolean | OAuthError {
  const { signedIntrospection } = findDemands(service, client);
  if (signedIntrospection === undefined) return wantsSigned;
  return takesSigned || breakRule('invalid_request', `Answers are signed: accept ${signedIntrospectionType}.`, signedIntrospection);
}

/**
 * Signs what a resource server is told of a token. It is for nobody else, and has no times of the token at its top, so that nobody takes it
 * for one. It is not encrypted: it travels over TLS to who authenticated.
 *
 * @see RFC 9701 §5
 */
export const signIntrospection = async (
  { signJwt }: Pick<Engine, 'signJwt'>,
  { service, client, response, now }: SignedIntrospection,
): Promise<string> =>
  signJwt(
    service.id,
    typ,
    { iss: service.issuer, aud: client.clientId, iat: now, token_introspection: response },
    answerAlgorithm(service, client, client.introspectionSignedResponseAlg, defaultAlgorithm),
    { kid: service.answerRules.signatureKeys.introspection },
  );

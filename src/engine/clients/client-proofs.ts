import { readJwkSet } from '../../protocol/jose/jwk-set.ts';
import type { Client } from '../model/client.ts';
import type { ClientInput } from './client-input.ts';

/** What a client proves itself with besides secrets. */
export type ClientProofs = Pick<Client, 'tokenEndpointAuthSigningAlg' | 'jwks' | 'jwksUri' | 'certificateSubject'>;

/** A client that has nothing of the kind. */
export const noProofs: ClientProofs = {
  tokenEndpointAuthSigningAlg: undefined,
  jwks: undefined,
  jwksUri: undefined,
  certificateSubject: undefined,
};

/** What a client proves itself with after an input: fields left out keep what they are, and keys come from one place (RFC 7591 §2). */
export function decideClientProofs(input: ClientInput, current: ClientProofs): ClientProofs {
  const { tokenEndpointAuthSigningAlg = current.tokenEndpointAuthSigningAlg, certificateSubjects } = input;
  const replacesKeys = input.jwks !== undefined || input.jwksUri !== undefined;
  return {
    tokenEndpointAuthSigningAlg,
    jwks: replacesKeys ? readJwkSet(input.jwks) : current.jwks,
    jwksUri: replacesKeys ? input.jwksUri : current.jwksUri,
    certificateSubject: certificateSubjects === undefined ? current.certificateSubject : certificateSubjects[0],
  };
}

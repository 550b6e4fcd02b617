import Type, { type TBoolean, type TOptional } from 'typebox';
import { type OptionalText, optionalText } from './members.ts';

/** How an access token came to a resource server. */
export interface PresentationMembers {
  readonly clientCertificate: OptionalText;
  readonly dpop: OptionalText;
  readonly htm: OptionalText;
  readonly htu: OptionalText;
  readonly dpopNonceRequired: TOptional<TBoolean>;
}

/** Their schemas. */
export const presentationMembers: PresentationMembers = {
  clientCertificate: optionalText('The certificate of the connection the token came over, in PEM.'),
  dpop: optionalText('The `DPoP` header.'),
  htm: optionalText('The method of the request, for the `DPoP` proof.'),
  htu: optionalText('The URL of the request, for the `DPoP` proof.'),
  dpopNonceRequired: Type.Optional(Type.Boolean({ description: 'Demand a `nonce` of ours in the proof, although the service does not.' })),
};

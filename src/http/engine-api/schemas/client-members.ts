import Type, { type TBoolean, type TInteger, type TOptional, type TString, type TUnion } from 'typebox';
import { type OptionalText, type OptionalTexts, optionalText, optionalTexts, text } from './members.ts';

/** What a front end hands on of any request in which a client authenticates. */
export interface ClientMembers {
  readonly parameters: TString;
  readonly clientId: TOptional<TUnion<[TString, TInteger]>>;
  readonly clientSecret: OptionalText;
  readonly clientCertificate: OptionalText;
  readonly clientCertificatePath: OptionalTexts;
  readonly oauthClientAttestation: OptionalText;
  readonly oauthClientAttestationPop: OptionalText;
}

/** What a front end hands on of a request that may have a proof of possession. */
export interface ProofMembers {
  readonly dpop: OptionalText;
  readonly htm: OptionalText;
  readonly htu: OptionalText;
  readonly dpopNonceRequired: TOptional<TBoolean>;
}

/** Their schemas. */
export const clientMembers: ClientMembers = {
  parameters: text('The form that the client sent, as it came.'),
  clientId: Type.Optional(Type.Union([Type.String(), Type.Integer()], { description: 'The user part of the `Authorization` header.' })),
  clientSecret: optionalText('The password part of the `Authorization` header.'),
  clientCertificate: optionalText("The client's certificate, in PEM."),
  clientCertificatePath: optionalTexts('The chain that came with it, from leaf to root, in PEM.'),
  oauthClientAttestation: optionalText('The `OAuth-Client-Attestation` header.'),
  oauthClientAttestationPop: optionalText('The `OAuth-Client-Attestation-PoP` header.'),
};

/** Their schemas. */
export const proofMembers: ProofMembers = {
  dpop: optionalText('The `DPoP` header.'),
  htm: optionalText('The method of the request, for the `DPoP` proof; `POST` if left out.'),
  htu: optionalText("The URL of the request, for the `DPoP` proof; the service's endpoint if left out."),
  dpopNonceRequired: Type.Optional(Type.Boolean({ description: 'Demand a `nonce` of ours in the proof, although the service does not.' })),
};

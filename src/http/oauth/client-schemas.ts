import Type, { type TObject, type TOptional, type TString } from 'typebox';

const text = (description: string): TOptional<TString> => Type.Optional(Type.String({ description }));

/** What clients may send to prove who they are, in the form of every endpoint where they do. */
export const clientForm: TObject = Type.Object({
  client_id: text('The client. Left out where a header or an assertion names it.'),
  client_secret: text('Its secret (RFC 6749 §2.3.1).'),
  client_assertion_type: text('`urn:ietf:params:oauth:client-assertion-type:jwt-bearer` beside an assertion (RFC 7523 §2.2).'),
  client_assertion: text('A JWT that the client made with its secret or its key, for the issuer. It is good once.'),
});

/** What clients may send in headers. */
export const clientHeaders: TObject = Type.Object({
  DPoP: text('A proof that the client has the key its tokens are to be bound to (RFC 9449 §4).'),
  'OAuth-Client-Attestation': text("A JWT in which the client's backend vouches for the key of one instance."),
  'OAuth-Client-Attestation-PoP': text(
    'A JWT by that key, for the issuer. It is good once; a DPoP proof by the same key stands in for it.',
  ),
});

import Type, { type TEnum } from 'typebox';
import { clientAuthMethods } from '../../../engine/client-auth/registry.ts';
import { delegatedGrants } from '../../../engine/delegation/registry.ts';
import { grantTypes } from '../../../engine/grants/registry.ts';
import { profiles } from '../../../engine/profiles/registry.ts';

/** An enumeration as this interface spells it, and as the protocol does. */
export interface Words {
  /** Every word of the interface, those of what we do not know included: the engine says what is not supported. */
  readonly schema: TEnum<string[]>;
  toWord(wire: string): string;
  toWire(word: string): string;
}

/** A wire value in upper case; of a URN the last part. */
const spell = (wire: string): string => (wire.split(':').at(-1) ?? wire).toUpperCase().replaceAll(/[^A-Z0-9]/g, '_');

function makeWords(words: readonly string[], known: readonly string[], spelled: Readonly<Record<string, string>> = {}): Words {
  const wordOf = (wire: string): string => spelled[wire] ?? spell(wire);
  const byWire = new Map(known.map((wire) => [wire, wordOf(wire)])); // spelled once: token answers have two of them
  const toWord = (wire: string): string => byWire.get(wire) ?? wordOf(wire);
  return {
    schema: Type.Enum([...words]),
    toWord,
    toWire: (word) => known.find((wire) => toWord(wire) === word) ?? word.toLowerCase(),
  };
}

/** RFC 6749 §1.3 and the like. */
export const grantTypeWords: Words = makeWords(
  [
    'AUTHORIZATION_CODE',
    'IMPLICIT',
    'PASSWORD',
    'CLIENT_CREDENTIALS',
    'REFRESH_TOKEN',
    'CIBA',
    'DEVICE_CODE',
    'TOKEN_EXCHANGE',
    'JWT_BEARER',
    'PRE_AUTHORIZED_CODE',
  ],
  [...grantTypes, ...delegatedGrants].map(({ name }) => name),
);

/** RFC 7591 §2, `token_endpoint_auth_method`. */
export const clientAuthMethodWords: Words = makeWords(
  [
    'NONE',
    'CLIENT_SECRET_BASIC',
    'CLIENT_SECRET_POST',
    'CLIENT_SECRET_JWT',
    'PRIVATE_KEY_JWT',
    'TLS_CLIENT_AUTH',
    'SELF_SIGNED_TLS_CLIENT_AUTH',
    'ATTEST_JWT_CLIENT_AUTH',
  ],
  clientAuthMethods.map(({ name }) => name),
  { attest_jwt_client_auth_dpop: 'ATTEST_JWT_CLIENT_AUTH' }, // a client registered for one may use either
);

/** OAuth 2.0 Multiple Response Types §2.1, JARM §2.3. */
export const responseModeWords: Words = makeWords(
  ['QUERY', 'FRAGMENT', 'FORM_POST', 'JWT', 'QUERY_JWT', 'FRAGMENT_JWT', 'FORM_POST_JWT'],
  ['query', 'fragment', 'form_post', 'jwt', 'query.jwt', 'fragment.jwt', 'form_post.jwt'],
);

/** OpenID Connect Core §3. */
export const responseTypeWords: Words = makeWords(
  ['NONE', 'CODE', 'TOKEN', 'ID_TOKEN', 'CODE_TOKEN', 'CODE_ID_TOKEN', 'ID_TOKEN_TOKEN', 'CODE_ID_TOKEN_TOKEN'],
  ['code'],
);

/** FAPI profiles. */
export const profileWords: Words = makeWords(
  [
    'FAPI1_ADVANCED',
    'FAPI1_BASELINE',
    'FAPI2_SECURITY',
    'FAPI2_MESSAGE_SIGNING_AUTH_REQ',
    'FAPI2_MESSAGE_SIGNING_AUTH_RES',
    'FAPI2_MESSAGE_SIGNING_INTROSPECTION_RES',
  ],
  profiles.map(({ name }) => name),
  {
    fapi2_signed_requests: 'FAPI2_MESSAGE_SIGNING_AUTH_REQ',
    fapi2_signed_responses: 'FAPI2_MESSAGE_SIGNING_AUTH_RES',
    fapi2_signed_introspection: 'FAPI2_MESSAGE_SIGNING_INTROSPECTION_RES',
  },
);

const signatureAlgorithms = [
  ...['HS256', 'HS384', 'HS512', 'RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'],
  ...['PS256', 'PS384', 'PS512', 'ES256K', 'EdDSA'],
];

/** RFC 7518 §3.1. These are spelled as on the wire, but for `none`. */
export const signatureAlgorithmWords: Words = {
  schema: Type.Enum(['NONE', ...signatureAlgorithms]),
  toWord: (wire) => (wire === 'none' ? 'NONE' : wire),
  toWire: (word) => (word === 'NONE' ? 'none' : word),
};

/** OpenID Connect Core §8. */
export const subjectTypeWords: Words = makeWords(['PUBLIC', 'PAIRWISE'], ['public', 'pairwise']);

/** RFC 6749 §2.1. */
export const clientTypeWords: Words = makeWords(['PUBLIC', 'CONFIDENTIAL'], ['public', 'confidential']);

/** OpenID Connect Dynamic Client Registration §2. */
export const applicationTypeWords: Words = makeWords(['WEB', 'NATIVE'], ['web', 'native']);

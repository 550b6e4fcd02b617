import type { CertificateSubject } from '../../../engine/model/client.ts';
import { parseObject } from '../../../protocol/jose/parse-object.ts';
import { clientAuthMethodWords, signatureAlgorithmWords } from '../schemas/words.ts';
import { type ClientMember, described, member, setting, term, text } from './shown-client.ts';

const subject = (name: string, field: CertificateSubject['field'], description: string): ClientMember =>
  member({
    name,
    schema: text(description),
    fields: [field],
    read: ({ client }) => (client.certificateSubject?.field === field ? client.certificateSubject.value : undefined),
    write: (value, input) => ({ ...input, certificateSubjects: [...(input.certificateSubjects ?? []), { field, value }] }),
  });

/** How it proves who it is. */
export const authenticationMembers: readonly ClientMember[] = [
  setting(
    'tokenAuthMethod',
    described(clientAuthMethodWords.schema, 'How it authenticates. Left out: `CLIENT_SECRET_BASIC`, or `NONE` if it is public.'),
    'token_endpoint_auth_method',
    ({ tokenEndpointAuthMethod }) => clientAuthMethodWords.toWord(tokenEndpointAuthMethod),
    (word) => ({ tokenEndpointAuthMethod: clientAuthMethodWords.toWire(word) }),
  ),
  setting(
    'tokenAuthSignAlg',
    described(signatureAlgorithmWords.schema, 'The one algorithm of its assertions. Left out: every one of its method.'),
    'token_endpoint_auth_signing_alg',
    ({ tokenEndpointAuthSigningAlg: alg }) => alg && signatureAlgorithmWords.toWord(alg),
    (word) => ({ tokenEndpointAuthSigningAlg: signatureAlgorithmWords.toWire(word) }),
  ),
  setting(
    'jwks',
    text('Its public keys: the text of a JWK Set.'),
    'jwks',
    ({ jwks }) => jwks && JSON.stringify({ keys: jwks }),
    (jwks) => ({ jwks: parseObject(jwks) ?? jwks }),
  ),
  setting(
    'jwksUri',
    text('Where its public keys are, instead of `jwks`.'),
    'jwks_uri',
    ({ jwksUri }) => jwksUri,
    (jwksUri) => ({ jwksUri }),
  ),
  term(
    'selfSignedCertificateKeyId',
    text('The `kid` of the key of its self-signed certificate. Left out: any of its keys.'),
    'certificate_key_id',
    ({ certificateKeyId }) => certificateKeyId,
    (certificateKeyId) => ({ certificateKeyId }),
  ),
  subject(
    'tlsClientAuthSubjectDn',
    'tls_client_auth_subject_dn',
    'The subject of its certificate (RFC 8705 §2.1.2), or one of the names below.',
  ),
  subject('tlsClientAuthSanDns', 'tls_client_auth_san_dns', 'The DNS name in it.'),
  subject('tlsClientAuthSanUri', 'tls_client_auth_san_uri', 'The URI in it.'),
  subject('tlsClientAuthSanIp', 'tls_client_auth_san_ip', 'The IP address in it.'),
  subject('tlsClientAuthSanEmail', 'tls_client_auth_san_email', 'The email address in it.'),
];

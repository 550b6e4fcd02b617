import type { CertificateSubject } from '../model/client.ts';
import type { ClientCertificate } from '../model/client-certificate.ts';
import { type ClientAuthMethod, defineClientAuthMethod } from './client-auth-method.ts';
import { isSameName } from './is-same-name.ts';
import { trustedRootsOf } from './trusted-roots.ts';

/** The names of a certificate that a registered one is compared with. */
const namesOf: Readonly<Record<CertificateSubject['field'], (certificate: ClientCertificate) => readonly string[]>> = {
  tls_client_auth_subject_dn: ({ subject }) => [subject],
  tls_client_auth_san_dns: ({ dnsNames }) => dnsNames,
  tls_client_auth_san_uri: ({ uris }) => uris,
  tls_client_auth_san_ip: ({ ipAddresses }) => ipAddresses,
  tls_client_auth_san_email: ({ emails }) => emails,
};

/** The metadata values that name a certificate; a client registers one of them (RFC 8705 §2.1.2). */
export const certificateFields: readonly CertificateSubject['field'][] = [
  'tls_client_auth_subject_dn',
  'tls_client_auth_san_dns',
  'tls_client_auth_san_uri',
  'tls_client_auth_san_ip',
  'tls_client_auth_san_email',
];

/** A certificate that an authority vouches for has the name the client registered. */
export const tlsClientAuth: ClientAuthMethod = defineClientAuthMethod({
  name: 'tls_client_auth',
  spec: 'RFC 8705 §2.1',
  clientType: 'confidential',
  family: 'tls_client_auth',
  needs: 'certificate_subject',
  provesByConnection: true,
  read: () => undefined,
  prove: async ({ client }, _presented, { service, certificate }) => {
    const { certificateSubject: registered } = client;
    if (certificate === undefined) return { proven: false, reason: 'no client certificate' };
    if (registered === undefined) return { proven: false, reason: 'no certificate subject is registered' };
    if (!certificate.isTimely) return { proven: false, reason: 'the client certificate is expired, not valid yet, or not for clients' };
    const { field, value } = registered;
    if (!namesOf[field](certificate).some((name) => isSameName(field, name, value)))
      return { proven: false, reason: `the client certificate has another ${field}` };
    if (!(await certificate.isTrusted(trustedRootsOf(service))))
      return { proven: false, reason: 'no trusted authority vouches for the client certificate' };
    return { proven: true, clientSecret: undefined };
  },
});

import type { CertificateSubject } from '../model/client.ts';

/** One spelling for a distinguished name: what may be around its separators does not count, nor the case of attribute types (RFC 4514 §3). */
const spellSubject = (subject: string): string =>
  subject
    .split(/(?<!\\)[,\n]/)
    .map((attribute) => attribute.trim().replace(/^([\w.-]+)\s*=\s*/, (_all, type: string) => `${type.toUpperCase()}=`))
    .join(',');

/** One spelling for an IPv6 address is left to who wrote it: both are compared in lower case. */
const spellings: Readonly<Record<CertificateSubject['field'], (name: string) => string>> = {
  tls_client_auth_subject_dn: spellSubject,
  tls_client_auth_san_dns: (name) => name.toLowerCase().replace(/\.$/, ''),
  tls_client_auth_san_uri: (name) => name,
  tls_client_auth_san_ip: (name) => name.toLowerCase(),
  tls_client_auth_san_email: (name) => name.replace(/@[^@]*$/, (host) => host.toLowerCase()),
};

/** Whether a name in a certificate is the registered one (RFC 8705 §2.1.2, RFC 5280 §7). Wildcards are no names here. */
export const isSameName = (field: CertificateSubject['field'], name: string, registered: string): boolean =>
  spellings[field](name) === spellings[field](registered);

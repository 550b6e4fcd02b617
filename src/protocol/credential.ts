import { crc32 } from './crc32.ts';

/**
 * What a credential is for, by the prefix that starts it. Secret scanners find ours by prefix and checksum:
 * `/\bg[a-z]{2}_[0-9A-Za-z]{67}\b/`.
 */
export const credentialPrefixes = {
  accessToken: 'gat',
  refreshToken: 'grt',
  authorizationCode: 'gac',
  authorizationTicket: 'gar',
  deviceCode: 'gdc',
  clientSecret: 'gcs',
  registrationToken: 'gre',
  session: 'gss',
  apiToken: 'gpt',
  agentToken: 'gag',
  agentSession: 'gas',
  setupLink: 'gsl',
  serviceToken: 'gsv',
  organizationToken: 'gor',
} as const;

/** A kind of credential. */
export type CredentialKind = keyof typeof credentialPrefixes;

/** A credential taken apart: the row's key, and the secret whose SHA-256 the row holds. */
export interface Credential {
  readonly kind: CredentialKind;
  readonly id: string;
  readonly secret: string;
}

/** 0–9, A–Z, a–z: in the order of their character codes, so that text sorts as the numbers do. */
export const base62Alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Letters of a credential's parts: 8 of milliseconds and 10 of chance; 43 of secret (256 bits); 6 of checksum. */
export const credentialLengths = { id: 18, secret: 43, checksum: 6 } as const;

const kindByPrefix: ReadonlyMap<string, CredentialKind> = new Map(
  Object.entries(credentialPrefixes).map(([kind, prefix]) => [prefix, kind as CredentialKind]),
);
const shape = /^(g[a-z]{2})_([0-9A-Za-z]{18})([0-9A-Za-z]{43})([0-9A-Za-z]{6})$/;

/** A number in base 62, padded to `length` letters. */
export function toBase62(value: number, length: number): string {
  let text = '';
  let rest = value;
  while (text.length < length) {
    text = base62Alphabet.charAt(rest % 62) + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}

/** The credential as its holder sees it: prefix, id, secret and checksum. */
export function formatCredential({ kind, id, secret }: Credential): string {
  const body = `${credentialPrefixes[kind]}_${id}${secret}`;
  return body + toBase62(crc32(body), credentialLengths.checksum);
}

/** Takes a presented credential apart; undefined if it is not one of ours, or its checksum is wrong. */
export function parseCredential(text: string): Credential | undefined {
  const [, prefix = '', id = '', secret = '', checksum = ''] = shape.exec(text) ?? [];
  const kind = kindByPrefix.get(prefix);
  if (kind === undefined) return undefined;
  if (toBase62(crc32(`${prefix}_${id}${secret}`), credentialLengths.checksum) !== checksum) return undefined;
  return { kind, id, secret };
}

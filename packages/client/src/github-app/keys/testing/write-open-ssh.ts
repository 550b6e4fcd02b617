import type { KeyObject } from 'node:crypto';

const withLength = (bytes: Uint8Array): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};

const text = (value: string): Buffer => withLength(Buffer.from(value));

/** A positive number: a leading zero keeps its first bit from being read as a sign. */
const number = (value: string | undefined): Buffer => {
  const bytes = Buffer.from(value ?? '', 'base64url');
  return withLength((bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes);
};

/** Writes an RSA key as `ssh-keygen` does. @param cipher the name of what it would be encrypted with */
export function writeOpenSsh(key: KeyObject, cipher = 'none', type = 'ssh-rsa'): string {
  const { n, e, d, p, q, qi } = key.export({ format: 'jwk' });
  const check = Buffer.from('0102030401020304', 'hex');
  const secret = Buffer.concat([check, text(type), number(n), number(e), number(d), number(qi), number(p), number(q), text('a comment')]);
  const padding = Buffer.from(Array.from({ length: (8 - (secret.length % 8)) % 8 }, (_, index) => index + 1));
  const body = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    text(cipher),
    text(cipher),
    text(''),
    Buffer.from('00000001', 'hex'),
    withLength(Buffer.concat([text(type), number(e), number(n)])),
    withLength(Buffer.concat([secret, padding])),
  ]);
  const lines = body.toString('base64').match(/.{1,70}/g) ?? [];
  return ['-----BEGIN OPENSSH PRIVATE KEY-----', ...lines, '-----END OPENSSH PRIVATE KEY-----', ''].join('\n');
}

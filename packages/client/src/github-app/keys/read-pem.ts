import { decodeBase64 } from './base64.ts';
import { keyError } from './key-error.ts';
import { convertOpenSsh } from './open-ssh.ts';
import { recognizeDer, wrapPkcs1 } from './pkcs8.ts';

const pem = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/;

/** What shells, `.env` files and vaults do to a key: quotes around it, newlines spelled out. */
const undress = (text: string): string =>
  text
    .replaceAll(/\\r|\uFEFF/g, '')
    .replaceAll('\\n', '\n')
    .trim()
    .replace(/^(["'`])([\s\S]*)\1$/, '$2')
    .trim();

const fromDer = (der: Uint8Array<ArrayBuffer>, shown: string): Uint8Array<ArrayBuffer> => {
  switch (recognizeDer(der)) {
    case 'pkcs1':
      return wrapPkcs1(der);
    case 'pkcs8':
      return der;
    case 'pkcs8 of another algorithm':
      throw keyError(shown, 'it is no RSA key, and a GitHub App signs with RSA');
    case undefined:
      throw keyError(shown, 'it is damaged: no private key could be read between its first and last line');
  }
};

const fromOpenSsh = (body: Uint8Array, text: string): Uint8Array<ArrayBuffer> => {
  try {
    return wrapPkcs1(convertOpenSsh(body));
  } catch (error) {
    throw keyError(text, error instanceof RangeError ? error.message : 'It is damaged.');
  }
};

const fromText = (text: string): Uint8Array<ArrayBuffer> => {
  const [, label = '', lines = ''] = pem.exec(text) ?? [];
  if (label === '') {
    const bytes = text.includes('-----BEGIN') ? undefined : decodeBase64(text);
    if (bytes === undefined || bytes.length < 100) throw keyError(text);
    return readKeyBytes(bytes);
  }
  if (label.startsWith('ENCRYPTED') || lines.includes('Proc-Type:'))
    throw keyError(text, 'it is encrypted: decrypt it with `openssl pkey`');
  if (!label.endsWith('PRIVATE KEY')) throw keyError(text);
  const body = decodeBase64(lines);
  if (body === undefined) throw keyError(text, 'it is damaged: what stands between its first and last line is not base64');
  return label === 'OPENSSH PRIVATE KEY' ? fromOpenSsh(body, text) : fromDer(body, text);
};

/** Reads the bytes of a `.pem` or `.der` file. */
export function readKeyBytes(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return bytes[0] === 0x30 && recognizeDer(bytes) !== undefined ? fromDer(bytes, '') : readPem(new TextDecoder().decode(bytes));
}

/**
 * Reads an RSA private key however it arrived: PKCS#1, PKCS#8 or OpenSSH, on one line or with `\n` spelled out, in quotes, or the whole in
 * base64.
 *
 * @returns the key as PKCS#8 in DER
 * @throws an Error that says what was found and what to do
 */
export function readPem(text: string): Uint8Array<ArrayBuffer> {
  return fromText(undress(text));
}

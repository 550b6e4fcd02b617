const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const valueByCode: Int8Array = new Int8Array(128).fill(-1);
for (let value = 0; value < alphabet.length; value++) valueByCode[alphabet.charCodeAt(value)] = value;

/** Decodes base64 with its padding (RFC 4648 §4); undefined if a letter, the length or an unused bit is wrong. */
export function decodeBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const letters = text.length - padding;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let bits = 0;
  let held = 0;
  let written = 0;
  for (let index = 0; index < letters; index++) {
    const value = valueByCode[text.charCodeAt(index)] ?? -1;
    if (value === -1) return undefined;
    held = (held << 6) | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[written++] = held >>> bits;
      held &= (1 << bits) - 1;
    }
  }
  return held === 0 ? bytes : undefined;
}

/** Bytes that become text at a time: as many arguments as any engine takes. */
const chunkLength = 8192;

/** The text of ASCII bytes; undefined if one is none. Written for speed: every JWT comes by here. */
function decodeAscii(bytes: Uint8Array): string | undefined {
  for (const byte of bytes) if (byte >= 0x80) return undefined;
  let text = '';
  for (let start = 0; start < bytes.length; start += chunkLength) {
    const chunk: ArrayLike<number> = bytes.subarray(start, start + chunkLength);
    text += String.fromCharCode.apply(null, chunk as number[]); // apply takes whatever is like an array; spreading would iterate it
  }
  return text;
}

/** Decodes UTF-8 strictly (RFC 3629); undefined if the bytes are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  const ascii = decodeAscii(bytes);
  if (ascii !== undefined) return ascii;
  let escaped = '';
  for (const byte of bytes) escaped += `%${byte.toString(16).padStart(2, '0')}`;
  try {
    return decodeURIComponent(escaped);
  } catch {
    return undefined;
  }
}

/** Decodes base64url without padding (RFC 4648 §5, RFC 7515 §2); undefined if it is anything else. */
export function decodeBase64Url(text: string): Uint8Array | undefined {
  if (/[+/=]/.test(text)) return undefined;
  const letters = text.replaceAll('-', '+').replaceAll('_', '/');
  return decodeBase64(letters + '='.repeat((4 - (letters.length % 4)) % 4));
}

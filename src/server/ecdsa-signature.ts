/** Bytes of each of the two numbers in a P-256 signature. */
const size = 32;

/** Copies one DER INTEGER, whose leading zeros vary, into its fixed place. Returns where the next begins. */
function copyInteger(der: Uint8Array, at: number, out: Uint8Array, end: number): number {
  const length = der[at + 1] ?? 0;
  const last = at + 2 + length;
  const significant = Math.min(length, size);
  out.set(der.subarray(last - significant, last), end - significant);
  return last;
}

/**
 * Writes a DER signature of P-256 (RFC 3279 §2.2.3) as JOSE wants it: both numbers side by side (RFC 7518 §3.4).
 *
 * Signing DER with the bare key and converting here costs less than half of asking `node:crypto` for this form: an options object
 * beside the key takes a slow path in Node 24.
 */
export function derToJose(der: Uint8Array): Buffer {
  const jose = Buffer.alloc(2 * size);
  const second = copyInteger(der, 2, jose, size);
  copyInteger(der, second, jose, 2 * size);
  return jose;
}

function integer(bytes: Uint8Array): number[] {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start++;
  const significant = [...bytes.subarray(start)];
  // A set sign bit would make the number negative.
  const padded = (significant[0] ?? 0) >= 0x80 ? [0, ...significant] : significant;
  return [0x02, padded.length, ...padded];
}

/** Writes a JOSE signature of P-256 as DER; undefined if it has the wrong length. */
export function joseToDer(jose: Uint8Array): Buffer | undefined {
  if (jose.length !== 2 * size) return undefined;
  const numbers = [...integer(jose.subarray(0, size)), ...integer(jose.subarray(size))];
  return Buffer.from([0x30, numbers.length, ...numbers]);
}

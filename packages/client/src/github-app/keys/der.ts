/** The parts of ASN.1 a private key needs: nothing here knows what the numbers mean. */
export const derTag = { integer: 0x02, octetString: 0x04, sequence: 0x30 } as const;

const lengthOf = (size: number): readonly number[] => {
  if (size < 0x80) return [size];
  const bytes: number[] = [];
  for (let rest = size; rest > 0; rest >>>= 8) bytes.unshift(rest & 0xff);
  return [0x80 | bytes.length, ...bytes];
};

/** One value with its tag and length before it. */
export function encodeDer(tag: number, ...contents: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const size = contents.reduce((sum, { length }) => sum + length, 0);
  const head = [tag, ...lengthOf(size)];
  const der = new Uint8Array(head.length + size);
  der.set(head);
  let at = head.length;
  for (const content of contents) {
    der.set(content, at);
    at += content.length;
  }
  return der;
}

/** A value's tag, and where it starts and ends without them. */
export interface DerValue {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
}

/** Reads the value at a position; undefined if the bytes hold no whole one there. */
export function readDer(bytes: Uint8Array, at: number): DerValue | undefined {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined) return undefined;
  let start = at + 2;
  let size = first;
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count === 0 || count > 4) return undefined;
    size = 0;
    for (let index = 0; index < count; index++) size = size * 256 + (bytes[start + index] ?? 0);
    start += count;
  }
  return start + size <= bytes.length ? { tag, start, end: start + size } : undefined;
}

/** An argon2id hash taken apart. `memory` is in KiB. */
export interface Argon2idHash {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
  readonly salt: Uint8Array;
  readonly tag: Uint8Array;
}

const shape = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{16,86})$/;

const encode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replaceAll('=', '');

/** Writes a hash in PHC form, version 1.3 of argon2 (`v=19`). */
export const formatPhc = ({ memory, passes, parallelism, salt, tag }: Argon2idHash): string =>
  `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${encode(salt)}$${encode(tag)}`;

/** Reads a hash in PHC form; undefined if it is none of argon2id in version 1.3. */
export function parsePhc(text: string): Argon2idHash | undefined {
  const [, memory, passes, parallelism, salt = '', tag = ''] = shape.exec(text) ?? [];
  if (memory === undefined) return undefined;
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
}

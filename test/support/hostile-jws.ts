import { createHmac, createPublicKey, sign } from 'node:crypto';
import { compact, encodePart, type Members, makeSigningKey, type SigningKey } from './signing-key.ts';

/** What a good JWT of a client is made of. */
export interface GoodJwt {
  /** Its key, for ES256. */
  readonly key: SigningKey;
  readonly claims: Members;
  /** The header beside `alg`. */
  readonly header?: Members;
}

const nothing = (): Buffer => Buffer.alloc(0);

/** Bytes of the public key that an HMAC could be made with by who knows nothing else. */
const publicBytes = ({ jwk }: SigningKey): Readonly<Record<string, string | Buffer>> => {
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  return {
    'its PEM': key.export({ format: 'pem', type: 'spki' }),
    'its DER': key.export({ format: 'der', type: 'spki' }),
    'its JWK': JSON.stringify(jwk),
    'its coordinate': Buffer.from(String(jwk.x), 'base64url'),
    nothing: '',
  };
};

/** Ways to name no algorithm (RFC 8725 §3.1). */
const nones = ['none', 'None', 'NONE', 'nOnE', 'none ', ' none', 'none\u0000', '', 'null'] as const;

/** JWTs that nobody may believe, whatever they are for: each says what a good one says. */
export function hostileJwts({ key, claims, header = {} }: GoodJwt): readonly (readonly [title: string, jwt: string])[] {
  const good = key.sign(claims, header);
  const [head = '', body = '', signature = ''] = good.split('.');
  const raw = Buffer.from(signature, 'base64url');
  const es256 = { ...header, alg: 'ES256' };
  const flipped = Buffer.from(raw);
  flipped[10] = (flipped[10] ?? 0) ^ 1;
  const der = sign('sha256', Buffer.from(`${head}.${body}`), key.privateKey);
  const withSignature = (bytes: Buffer): string => `${head}.${body}.${bytes.toString('base64url')}`;
  const hmacs = Object.entries(publicBytes(key)).flatMap(([title, bytes]) =>
    ['HS256', 'HS384', 'HS512'].map((alg): readonly [string, string] => [
      `${alg} with ${title}`,
      compact({ ...header, alg }, claims, (input) => createHmac(alg.replace('HS', 'sha'), bytes).update(input).digest()),
    ]),
  );
  const swaps = [
    'ES384',
    'ES512',
    'ES256K',
    'RS256',
    'PS256',
    'RS512',
    'EdDSA',
    'Ed25519',
    'es256',
    'ES256 ',
    'A256KW',
    'dir',
    'x'.repeat(900),
  ];
  return [
    ...nones.flatMap((alg): readonly (readonly [string, string])[] => [
      [`alg ${JSON.stringify(alg)} without signature`, compact({ ...header, alg }, claims, nothing)],
      [`alg ${JSON.stringify(alg)} with a signature`, compact({ ...header, alg }, claims, () => raw)],
    ]),
    ...hmacs,
    ...swaps.map((alg): readonly [string, string] => [`${alg.slice(0, 10)} by a key for ES256`, key.sign(claims, { ...header, alg })]),
    ['an alg that is a list', compact({ ...header, alg: ['ES256'] }, claims, () => raw)],
    ['no alg', compact(header, claims, () => raw)],
    ['no signature', withSignature(Buffer.alloc(0))],
    ['a signature of zeros', withSignature(Buffer.alloc(64))],
    ['a signature of ones', withSignature(Buffer.alloc(64, 0xff))],
    ['a signature that is changed', withSignature(flipped)],
    ['a signature in DER', withSignature(der)],
    ['a signature that is too long', withSignature(Buffer.concat([raw, Buffer.alloc(1)]))],
    ['other claims under the same signature', `${head}.${encodePart({ ...claims, admin: true })}.${signature}`],
    ['another header over the same signature', `${encodePart({ ...es256, x: 1 })}.${body}.${signature}`],
    ['crit', key.sign(claims, { ...header, crit: ['exp'], exp: 1 })],
    ['b64', key.sign(claims, { ...header, crit: ['b64'], b64: false })],
    ['padding', `${good}==`],
    ['a line break', `${head}.${body}\n.${signature}`],
    ['four parts', `${good}.AA`],
    ['five parts, as if it were encrypted', `${encodePart({ alg: 'dir', enc: 'A256GCM' })}..AA.AA.AA`],
    ['JSON', JSON.stringify({ protected: head, payload: body, signature })],
    ['claims that are no object', `${head}.${encodePart([claims])}.${signature}`],
    ['a header that is no object', `${encodePart('ES256')}.${body}.${signature}`],
    ['bytes that are no UTF-8', `${Buffer.from([0xff, 0xfe]).toString('base64url')}.${body}.${signature}`],
    ['JSON that is deep', `${head}.${Buffer.from('['.repeat(5000)).toString('base64url')}.${signature}`],
  ];
}

/** JWTs by a stranger that bring the stranger's key along (RFC 8725 §3.10): nobody may look at it, nor fetch it. */
export function embeddedKeys({ key, claims, header = {} }: GoodJwt, elsewhere: string): readonly (readonly [title: string, jwt: string])[] {
  const stranger = makeSigningKey('ES256');
  const by = (title: string, extra: Members): readonly [string, string] => [title, stranger.sign(claims, { ...header, ...extra })];
  return [
    by('a key of a stranger', {}),
    by('a key of a stranger in jwk', { jwk: stranger.jwk }),
    by('a key of a stranger in jwk under the kid of the client', { jwk: { ...stranger.jwk, kid: key.jwk.kid }, kid: key.jwk.kid }),
    by('a key of a stranger at jku', { jku: elsewhere }),
    by('a key of a stranger at x5u', { x5u: elsewhere }),
    by('a key of a stranger in x5c', {
      x5c: [createPublicKey({ key: stranger.jwk, format: 'jwk' }).export({ format: 'der', type: 'spki' }).toString('base64')],
    }),
    by('a kid that is a path', { kid: '../../../../dev/null' }),
    by('a kid that is SQL', { kid: "' union select 'AA" }),
    by('a kid that is a URL', { kid: elsewhere }),
    by('a kid that is an object', { kid: { $ne: null } }),
    by('a kid of every object', { kid: '__proto__' }),
  ];
}

/**
 * The limit: a `node:http` handler that parses the form, looks the client up, compares its secret and answers with a token. It keeps nothing.
 * Started with `opaque` it makes a random token, with `es256` it signs one.
 */
import { createPrivateKey, generateKeyPairSync, hash, randomBytes, sign, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { announce } from './announce.ts';
import { derToJose } from './der-to-jose.ts';
import { peerClient } from './peer-client.ts';

const format = process.argv[2];
const secretHashes: ReadonlyMap<string, Buffer> = new Map([[peerClient.id, Buffer.from(hash('sha256', peerClient.secret, 'base64url'))]]);
// A key that was imported signs twice as fast on Node 24 as one that was generated.
const key = createPrivateKey(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'pem', type: 'pkcs8' }));
const header = Buffer.from(JSON.stringify({ alg: 'ES256', typ: 'at+jwt', kid: 'bare' })).toString('base64url');

const signToken = (): string => {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: 'http://127.0.0.1',
    aud: 'http://127.0.0.1',
    sub: peerClient.id,
    client_id: peerClient.id,
    jti: randomBytes(16).toString('base64url'),
    iat: now,
    exp: now + 3600,
    scope: 'all',
  };
  const signed = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
  return `${signed}.${derToJose(sign('sha256', Buffer.from(signed), key)).toString('base64url')}`;
};

const makeToken = format === 'es256' ? signToken : (): string => `gat_${randomBytes(32).toString('base64url')}`;

const answerTo = (body: string): { readonly status: number; readonly body: string } => {
  const form = new URLSearchParams(body);
  const expected = secretHashes.get(form.get('client_id') ?? '');
  const presented = Buffer.from(hash('sha256', form.get('client_secret') ?? '', 'base64url'));
  if (expected === undefined || !timingSafeEqual(expected, presented)) return { status: 401, body: '{"error":"invalid_client"}' };
  return { status: 200, body: JSON.stringify({ access_token: makeToken(), token_type: 'Bearer', expires_in: 3600, scope: 'all' }) };
};

announce(
  createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      const answer = answerTo(body);
      response.writeHead(answer.status, {
        'content-type': 'application/json',
        'cache-control': 'no-store',
        'content-length': Buffer.byteLength(answer.body),
      });
      response.end(answer.body);
    });
  }),
);

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shippedFiles } from './source-files.ts';

/** The files that open connections, each with the reason why what they dial may be dialled. */
const dialling: Readonly<Record<string, string>> = {
  'src/broker/outbound/send-to-public.ts': 'URLs that people gave us, to public addresses only',
  'src/broker/outbound/send-request.ts': 'URLs of the operator, or that were checked against them',
  'src/server/workload/fetch-certificate.ts': 'issuers of certificates, to public addresses only',
  'src/server/github-app/create-github-app.ts': 'the API of a GitHub the operator named',
};

/** The command line is run by a person, who may go wherever they may. */
const rooms = ['protocol', 'engine', 'broker', 'identity', 'stores', 'http', 'console', 'server'];

const dials = /\bfetch\(|\bhttps?\.(?:request|get)\(|: http\)\.(?:request|get)\(|\b(?:net|tls|http2)\.connect\(|from 'undici'/;

test('DESIGN §11: connections are opened in few places, and each says to whom', () => {
  const found = shippedFiles.filter(({ room, code }) => rooms.includes(room) && dials.test(code)).map(({ path }) => path);
  assert.deepEqual(found.sort(), Object.keys(dialling).sort());
});

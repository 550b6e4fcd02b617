/** Starts the front end: `GRANTRY_URL` and `GRANTRY_TOKEN` say where the engine is, `PORT` where to listen. */
import { connectEngine } from './engine.ts';
import { buildFrontEnd } from './front-end.ts';

const { GRANTRY_URL: url = 'http://127.0.0.1:4600', GRANTRY_TOKEN: token = '', PORT = '3000' } = process.env;
const issuer = `http://127.0.0.1:${PORT}`;

const engine = await connectEngine({ url, token, issuer });
await buildFrontEnd(engine, issuer).listen({ host: '127.0.0.1', port: Number(PORT) });
process.stdout.write(`The authorization server is at ${issuer}, service ${engine.serviceId}\n`);

/**
 * The client's half of the code flow: prints the authorization URL, waits for the browser to come back, checks the answer and
 * exchanges the code. Started by test-manual-flow.sh, which gives the client, the PKCE pair and the state by environment.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';

const { values: flags } = parseArgs({ options: { 'keep-running': { type: 'boolean', default: false } } });

const getSetting = (name: string): string => {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set; start this through test-manual-flow.sh`);
  return value;
};

const baseUrl = getSetting('BASE_URL');
let redirectUri = ''; // known once the server listens: with CALLBACK_PORT=0 on any free port (RFC 8252 §7.3)

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

const exchange = async (code: string): Promise<string> => {
  const response = await fetch(`${baseUrl}/oauth2/tokens`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      client_id: getSetting('CLIENT_ID'),
      client_secret: getSetting('CLIENT_SECRET'),
      redirect_uri: redirectUri,
      code_verifier: getSetting('CODE_VERIFIER'),
    }),
  });
  const answer = JSON.stringify(await response.json(), null, 2);
  if (!response.ok) throw new Error(`the exchange was refused with status ${response.status}: ${answer}`);
  return answer;
};

/** What the authorization server sent back, checked (RFC 6749 §4.1.2 and §10.12) and exchanged. */
const readCallback = async (query: URLSearchParams): Promise<string> => {
  const error = query.get('error');
  if (error !== null) throw new Error(`${error}: ${query.get('error_description') ?? 'no description'}`);
  if (query.get('state') !== getSetting('STATE')) throw new Error('the state is not the one that was sent');
  const code = query.get('code');
  if (code === null) throw new Error('there is no code in the answer');
  return exchange(code);
};

const answerPage = (response: ServerResponse, status: number, title: string, text: string): void => {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end(`<!doctype html><title>${title}</title><h1>${title}</h1><pre>${escapeHtml(text)}</pre>\n`);
};

const server = createServer((request: IncomingMessage, response: ServerResponse) => {
  const url = new URL(request.url ?? '/', redirectUri);
  if (url.pathname !== '/callback') return answerPage(response, 404, 'Not here', 'The callback is /callback.');
  readCallback(url.searchParams).then(
    (answer) => {
      say(answer);
      answerPage(response, 200, 'It worked', answer);
      if (!flags['keep-running']) setTimeout(() => stop(0), 2000);
    },
    (error: Error) => {
      say(`Failed: ${error.message}`);
      answerPage(response, 400, 'It failed', error.message);
      if (!flags['keep-running']) setTimeout(() => stop(1), 2000);
    },
  );
});

const stop = (exitCode: number): void => {
  process.exitCode = exitCode;
  server.close();
  server.closeAllConnections();
};

server.listen(Number(process.env.CALLBACK_PORT ?? '9876'), 'localhost', () => {
  const { port } = server.address() as AddressInfo; // a TCP server's address is no string
  redirectUri = `http://localhost:${port}/callback`;
  const query = new URLSearchParams({
    client_id: getSetting('CLIENT_ID'),
    response_type: 'code',
    redirect_uri: redirectUri,
    state: getSetting('STATE'),
    code_challenge: getSetting('CODE_CHALLENGE'),
    code_challenge_method: 'S256',
  });
  say(`Waiting on ${redirectUri}. Open this in your browser:\n\n  ${baseUrl}/oauth2/authorize?${query}\n`);
});
process.once('SIGINT', () => stop(130));

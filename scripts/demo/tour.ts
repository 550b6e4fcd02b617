import { createHash, randomBytes } from 'node:crypto';
import { curl } from './curl.ts';
import { showGrantry } from './grantry-server.ts';
import { heading, type Ran, setVariable } from './terminal.ts';
import { accounts } from './upstream.ts';

const parse = (text: string): Readonly<Record<string, string>> => JSON.parse(text) as Readonly<Record<string, string>>; // answers are JSON objects of text

const expectDone = ({ status }: Ran, what: string): void => {
  if (status !== 0) throw new Error(`${what} ended with ${status}`);
};

/** Signs the command line in, and has it hand tokens out: of the account that is meant when none is named, and of the other. */
export async function showHandOut(url: string, sessionToken: string, providerId: string, environment: NodeJS.ProcessEnv): Promise<void> {
  heading('Working tokens for the linked accounts');
  setVariable('GRANTRY_URL', url);
  setVariable('API_TOKEN', sessionToken);
  expectDone(await showGrantry(['login', url, '--token', sessionToken], environment), 'grantry login');
  expectDone(await showGrantry(['external-auth', 'list'], environment), 'grantry external-auth list');
  const accessToken = ['external-auth', 'access-token', providerId];
  const first = await showGrantry(accessToken, environment);
  expectDone(first, 'grantry external-auth access-token');
  const second = await showGrantry([...accessToken, '--account', accounts[1]], environment);
  expectDone(second, 'grantry external-auth access-token --account');
  if (first.stdout === second.stdout) throw new Error('two accounts have one token');
}

/** Registers an application, exchanges a code with PKCE, and introspects the token: the calls of the REST API's documentation. */
export async function showIssuing(url: string, sessionToken: string): Promise<void> {
  const authorization = { Authorization: `Bearer ${sessionToken}` };
  const callbackUrl = 'https://myapp.example.com/callback';

  heading('An application of yours');
  const app = await curl({
    method: 'POST',
    url: `${url}/api/v2/oauth2-provider/apps`,
    headers: authorization,
    json: { name: 'My Application', callback_url: callbackUrl },
  });
  const clientId = parse(app).id ?? '';
  setVariable('CLIENT_ID', clientId);
  const secret = await curl({ method: 'POST', url: `${url}/api/v2/oauth2-provider/apps/${clientId}/secrets`, headers: authorization });
  const clientSecret = parse(secret).client_secret_full ?? '';
  setVariable('CLIENT_SECRET', clientSecret);

  heading('A code with PKCE, exchanged for tokens');
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  setVariable('CODE_VERIFIER', verifier);
  setVariable('CODE_CHALLENGE', challenge);
  const query = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    redirect_uri: callbackUrl,
    state: randomBytes(8).toString('hex'),
    code_challenge: challenge,
    code_challenge_method: 'S256',
  });
  const redirect = await curl({ method: 'POST', url: `${url}/oauth2/authorize?${query}`, headers: authorization, printsRedirect: true });
  const code = new URL(redirect).searchParams.get('code') ?? '';
  setVariable('CODE', code);
  const tokens = await curl({
    url: `${url}/oauth2/tokens`,
    form: {
      grant_type: 'authorization_code',
      code,
      client_id: clientId,
      client_secret: clientSecret,
      code_verifier: verifier,
      redirect_uri: callbackUrl,
    },
  });
  const accessToken = parse(tokens).access_token ?? '';
  if (accessToken === '') throw new Error('the exchange gave no access token');
  setVariable('ACCESS_TOKEN', accessToken);

  heading('What the token is good for');
  await curl({ url: `${url}/api/v2/users/me`, headers: { Authorization: `Bearer ${accessToken}` } });
  await curl({ url: `${url}/oauth2/introspect`, form: { token: accessToken, client_id: clientId, client_secret: clientSecret } });
}

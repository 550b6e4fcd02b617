import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { linkAccount } from '../../scripts/demo/link-account.ts';
import { startUpstream } from '../../scripts/demo/upstream.ts';
import { clientKey } from '../load/client-key.ts';
import type { TokenEndpoint } from '../load/token-requests.ts';
import { peerClient } from '../peers/peer-client.ts';
import { pkcePair } from '../peers/pkce-pair.ts';
import { startServer } from '../processes/start-server.ts';
import type { Subject } from './subject.ts';

/** Ours, with an account linked and an agent that may have its token. */
export interface GrantrySubject extends Subject {
  readonly providerId: string;
  readonly agentToken: string;
  /** How a front end calls the engine API. */
  readonly engine: { readonly path: string; readonly token: string };
}

/** What `setup -o json` prints. */
interface Setup {
  readonly api_token: string;
  readonly service_id: number;
  readonly service_token: string;
}

const main = fileURLToPath(new URL('../../src/server/main.ts', import.meta.url));
const providerId = 'upstream';
const person = { email: 'bench@example.com', password: 'a password of the benchmark' };

/** How many authorization requests are under way at once while codes are made. */
const codesAtOnce = 32;

/** Calls the REST API as the owner. */
class RestApi {
  readonly #url: string;
  readonly #token: string;

  constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  /** Registers an application that signs assertions. */
  async registerSigning(): Promise<Omit<TokenEndpoint, 'clientSecret'>> {
    const { id = '' } = await this.post('/api/v2/oauth2-provider/apps', {
      name: 'bench private_key_jwt',
      callback_url: peerClient.redirectUri,
      grant_types: ['client_credentials'],
      token_endpoint_auth_method: 'private_key_jwt',
      jwks: { keys: [clientKey.jwk] },
    });
    return { url: this.#url, path: '/oauth2/tokens', clientId: id };
  }

  async post(path: string, body: unknown = {}): Promise<Readonly<Record<string, string>>> {
    const response = await fetch(this.#url + path, {
      method: 'POST',
      headers: { 'grantry-session-token': this.#token, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer = await response.text();
    if (!response.ok) throw new Error(`POST ${path} answered ${response.status}: ${answer}`);
    return JSON.parse(answer) as Readonly<Record<string, string>>; // the members read here are text
  }

  /** Registers an application with a secret, and returns the token endpoint as it uses it. */
  async register(accessTokenFormat: 'opaque' | 'jwt'): Promise<TokenEndpoint> {
    const { id = '' } = await this.post('/api/v2/oauth2-provider/apps', {
      name: `bench ${accessTokenFormat}`,
      callback_url: peerClient.redirectUri,
      grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
      access_token_format: accessTokenFormat,
    });
    const { client_secret_full = '' } = await this.post(`/api/v2/oauth2-provider/apps/${id}/secrets`);
    return { url: this.#url, path: '/oauth2/tokens', clientId: id, clientSecret: client_secret_full };
  }

  /** Says yes to one authorization request, and returns its code. */
  async authorize(clientId: string): Promise<string> {
    const query = new URLSearchParams({
      client_id: clientId,
      response_type: 'code',
      redirect_uri: peerClient.redirectUri,
      code_challenge: pkcePair.challenge,
      code_challenge_method: 'S256',
    });
    const response = await fetch(`${this.#url}/oauth2/authorize?${query}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'grantry-session-token': this.#token },
    });
    await response.body?.cancel();
    const location = response.headers.get('location');
    const code = location === null ? null : new URL(location).searchParams.get('code');
    if (code === null) throw new Error(`authorize answered ${response.status}, redirecting to ${location}`);
    return code;
  }
}

/** Runs one task many times, a few at once. */
const repeat = async <Value>(count: number, atOnce: number, task: () => Promise<Value>): Promise<readonly Value[]> => {
  const values: Value[] = [];
  let left = count;
  const work = async (): Promise<void> => {
    while (left-- > 0) values.push(await task());
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return values;
};

/** Starts ours on a fresh database with an owner, two applications, a linked account and an agent. */
export async function startGrantry(name: string, settings: NodeJS.ProcessEnv = {}): Promise<GrantrySubject> {
  const folder = mkdtempSync(join(tmpdir(), 'grantry-bench-'));
  const upstream = await startUpstream();
  const environment = {
    HOME: folder,
    GRANTRY_DATA_DIR: folder,
    GRANTRY_LISTEN: '127.0.0.1:0',
    GRANTRY_LOG_LEVEL: 'warn',
    GRANTRY_EXTERNAL_AUTH_0_ID: providerId,
    GRANTRY_EXTERNAL_AUTH_0_TYPE: 'oidc',
    GRANTRY_EXTERNAL_AUTH_0_ISSUER: upstream.url,
    GRANTRY_EXTERNAL_AUTH_0_CLIENT_ID: upstream.clientId,
    GRANTRY_EXTERNAL_AUTH_0_CLIENT_SECRET: upstream.clientSecret,
    ...settings,
  };
  const server = await startServer([main, 'serve'], environment);
  const printed = execFileSync(process.execPath, [main, 'setup', '--email', person.email, '--password', person.password, '-o', 'json'], {
    env: { ...process.env, ...environment },
    encoding: 'utf8',
  });
  const setup = JSON.parse(printed) as Setup;
  const api = new RestApi(server.url, setup.api_token);
  const endpoint = await api.register('opaque');
  const jwtEndpoint = await api.register('jwt');
  const signingEndpoint = await api.registerSigning();
  upstream.register(`${server.url}/external-auth/${providerId}/callback`);
  await linkAccount(server.url, providerId, person);
  const { token: agentToken = '' } = await api.post('/api/v2/agents', { name: 'bench' });
  return {
    name,
    pid: server.pid,
    endpoint,
    introspectionPath: '/oauth2/introspect',
    jwt: { parameters: {}, endpoint: jwtEndpoint },
    signing: { endpoint: signingEndpoint, audience: server.url },
    providerId,
    agentToken,
    engine: { path: `/api/${setup.service_id}/auth/token`, token: setup.service_token },
    makeCodes: (count) => repeat(count, codesAtOnce, () => api.authorize(endpoint.clientId)),
    stop: async () => {
      await server.stop();
      await upstream.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

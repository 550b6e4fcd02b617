import { peerClient } from '../peers/peer-client.ts';
import { pkcePair } from '../peers/pkce-pair.ts';
import type { Subject } from '../subjects/subject.ts';
import { assertionType, makeAssertions, makeProofs } from './client-key.ts';
import type { Job } from './job.ts';

/** A server's token endpoint and the client that asks it. */
export interface TokenEndpoint {
  readonly url: string;
  readonly path: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

const formHeaders = { 'content-type': 'application/x-www-form-urlencoded' } as const;

/** What a `client_credentials` request says beside who asks. */
const clientCredentials = { grant_type: 'client_credentials' } as const;

/** How many connections ask at once. */
export const connections = 64;

const form = (endpoint: Pick<TokenEndpoint, 'clientId' | 'clientSecret'>, parameters: Readonly<Record<string, string>>): string =>
  new URLSearchParams({ client_id: endpoint.clientId, client_secret: endpoint.clientSecret, ...parameters }).toString();

const jobFor = (endpoint: Pick<TokenEndpoint, 'url'>, path: string, until: Job['until'], bodies: Job['bodies']): Job => ({
  url: endpoint.url,
  path,
  method: 'POST',
  headers: formHeaders,
  connections,
  until,
  bodies,
});

/** `client_credentials`, the same request over and over. */
export const clientCredentialsJob = (endpoint: TokenEndpoint, seconds: number, extra: Readonly<Record<string, string>> = {}): Job =>
  jobFor(endpoint, endpoint.path, { seconds }, { kind: 'same', body: form(endpoint, { ...clientCredentials, ...extra }) });

/** `client_credentials` over and over, each time with a proof of its own. */
export const dpopClientCredentialsJob = (endpoint: TokenEndpoint, count: number): Job => ({
  ...jobFor(endpoint, endpoint.path, { requests: count }, { kind: 'same', body: form(endpoint, clientCredentials) }),
  proofs: makeProofs(endpoint.url + endpoint.path, count),
});

/** `client_credentials` by a client that signs an assertion for each. */
export const assertionJob = ({ endpoint, audience }: Subject['signing'], count: number): Job => {
  const { clientId } = endpoint;
  const bodies = makeAssertions(clientId, audience, count).map((assertion) =>
    new URLSearchParams({
      ...clientCredentials,
      client_id: clientId,
      client_assertion_type: assertionType,
      client_assertion: assertion,
    }).toString(),
  );
  return { ...jobFor(endpoint, endpoint.path, { requests: count }, { kind: 'list', bodies }) };
};

const codeForm = (endpoint: TokenEndpoint, code: string): string =>
  form(endpoint, { grant_type: 'authorization_code', code, redirect_uri: peerClient.redirectUri, code_verifier: pkcePair.verifier });

/** Exchanges each code once, with its PKCE verifier. */
export const codeExchangeJob = (endpoint: TokenEndpoint, codes: readonly string[]): Job =>
  jobFor(endpoint, endpoint.path, { requests: codes.length }, { kind: 'list', bodies: codes.map((code) => codeForm(endpoint, code)) });

/** Refreshes along one chain per connection. */
export const refreshJob = (endpoint: TokenEndpoint, starts: readonly string[], seconds: number): Job =>
  jobFor(
    endpoint,
    endpoint.path,
    { seconds },
    { kind: 'chain', prefix: `${form(endpoint, { grant_type: 'refresh_token' })}&refresh_token=`, member: 'refresh_token', starts },
  );

/** Refreshes along one chain per connection, each time with a proof of its own. */
export const dpopRefreshJob = (endpoint: TokenEndpoint, starts: readonly string[], count: number): Job => ({
  ...refreshJob(endpoint, starts, 0),
  until: { requests: count },
  proofs: makeProofs(endpoint.url + endpoint.path, count),
});

/** Introspects one live access token over and over. */
export const introspectionJob = (endpoint: TokenEndpoint, path: string, accessToken: string, seconds: number): Job =>
  jobFor(endpoint, path, { seconds }, { kind: 'same', body: form(endpoint, { token: accessToken }) });

/** Sends one token request and returns the answer. */
export async function requestTokens(endpoint: TokenEndpoint, body: string): Promise<Readonly<Record<string, string>>> {
  const response = await fetch(endpoint.url + endpoint.path, { method: 'POST', headers: formHeaders, body });
  const answer = await response.text();
  if (!response.ok) throw new Error(`${endpoint.path} answered ${response.status}: ${answer}`);
  return JSON.parse(answer) as Readonly<Record<string, string>>; // the token endpoint answers JSON
}

/** Exchanges codes for refresh tokens: the starts of the chains. */
export const redeemForRefreshTokens = (endpoint: TokenEndpoint, codes: readonly string[]): Promise<readonly string[]> =>
  Promise.all(codes.map(async (code) => (await requestTokens(endpoint, codeForm(endpoint, code))).refresh_token ?? ''));

/** Gets one access token for introspection. */
export const obtainAccessToken = async (endpoint: TokenEndpoint): Promise<string> =>
  (await requestTokens(endpoint, form(endpoint, clientCredentials))).access_token ?? '';

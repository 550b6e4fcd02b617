import assert from 'node:assert/strict';
import type { EngineAnswer, EngineApi } from './engine-api.ts';

/** The body of a call. */
export type Body = Readonly<Record<string, unknown>>;
/** The parameters of a client's request. */
export type Form = Readonly<Record<string, string>>;
/** The body of an answer. */
export type Answered = EngineAnswer['body'];

/** A client as a front end names it in its calls. */
export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret?: string;
}

/** Where its clients are sent back to. */
export const redirectUri = 'https://app.example/callback';

const usualScopes = [
  { name: 'read', defaultEntry: true },
  { name: 'openid' },
  { name: 'profile' },
  { name: 'pay', attributes: [{ key: 'access_token.duration', value: '60' }] },
];

/** A form as a client sends it. */
export const parametersOf = (form: Form): string => String(new URLSearchParams(form));

const partOf = (jwt: string, index: number): Body => JSON.parse(Buffer.from(jwt.split('.')[index] ?? '', 'base64url').toString());

/** The header of a JWT, whoever signed it. */
export const headerOf = (jwt = ''): Body => partOf(jwt, 0);

/** The claims of a JWT, whoever signed it. */
export const claimsOf = (jwt = ''): Body => partOf(jwt, 1);

/** What the client is told. */
export const contentOf = (answer: { readonly responseContent: string }): Body => JSON.parse(answer.responseContent);

/** A front end of a service of its own, with a confidential and a public client. */
export interface EngineFrontEnd {
  readonly serviceId: number;
  readonly credentials: ClientCredentials;
  readonly publicClientId: string;
  call(path: string, body?: unknown): Promise<EngineAnswer>;
  /** Lays the service down anew. */
  settle(settings: Body): Promise<Answered>;
  /** Makes another client. */
  createClient(settings: Body): Promise<Answered>;
  token(form: Form, more?: object): Promise<Answered>;
  authorize(form?: Form, clientId?: string): Promise<Answered>;
  /** Where the browser is sent once a person said yes. */
  approve(form?: Form, clientId?: string): Promise<URL>;
  redeem(form?: Form, more?: object): Promise<Answered>;
  refresh(refreshToken: string): Promise<Answered>;
}

/** Makes a service with two clients, and calls its operations as its front end does. */
export async function openFrontEnd(api: EngineApi): Promise<EngineFrontEnd> {
  const { organization_token: token } = api.owner;
  const serviceId: number = (await api.call('/../service/create', {}, { token })).body.apiKey;
  const call: EngineFrontEnd['call'] = (path, body) => api.call(path, body, { serviceId, token });
  const answeredBy = async (path: string, body: unknown): Promise<Answered> => {
    const { status, text, body: answered } = await call(path, body);
    assert.equal(status, 200, text);
    return answered;
  };
  const createClient: EngineFrontEnd['createClient'] = (settings) =>
    answeredBy('/client/create', { clientType: 'CONFIDENTIAL', redirectUris: [redirectUri], ...settings });
  const server = await createClient({});
  const credentials = { clientId: server.clientIdAlias, clientSecret: server.clientSecret };
  const publicClientId: string = (await createClient({ clientType: 'PUBLIC' })).clientIdAlias;

  const ask: EngineFrontEnd['token'] = (form, more = credentials) => answeredBy('/auth/token', { parameters: parametersOf(form), ...more });
  const authorize: EngineFrontEnd['authorize'] = (form = {}, clientId = credentials.clientId) => {
    const request = { response_type: 'code', client_id: clientId, redirect_uri: redirectUri, scope: 'read', ...form };
    return answeredBy('/auth/authorization', { parameters: parametersOf(request) });
  };
  const approve: EngineFrontEnd['approve'] = async (form = {}, clientId) => {
    const opened = await authorize(form, clientId);
    const issued = (await call('/auth/authorization/issue', { ticket: opened.ticket, subject: 'ada' })).body;
    assert.equal(issued.action, 'LOCATION', JSON.stringify([opened, issued]));
    return new URL(issued.responseContent);
  };
  return {
    serviceId,
    credentials,
    publicClientId,
    call,
    settle: (settings) => answeredBy('/service/update?replace=true', { supportedScopes: usualScopes, ...settings }),
    createClient,
    token: ask,
    authorize,
    approve,
    redeem: async (form, more) => {
      const code = (await approve(form)).searchParams.get('code') ?? '';
      return ask({ grant_type: 'authorization_code', code, redirect_uri: redirectUri }, more);
    },
    refresh: (refreshToken) => ask({ grant_type: 'refresh_token', refresh_token: refreshToken }),
  };
}

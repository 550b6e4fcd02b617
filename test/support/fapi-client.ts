import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { approve, makePkce } from './oauth-client.ts';

/** A JSON object, as it is sent or was answered. */
type Members = Readonly<Record<string, unknown>>;
/** A form; undefined leaves a parameter out. */
type Form = Readonly<Record<string, string | undefined>>;

/** What an endpoint answered. */
export interface FapiAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests say what they expect of a body by comparing it
  readonly body: any;
}

/** What is changed of a request that is right. */
export interface FapiChange {
  readonly form?: Form;
  readonly headers?: Readonly<Record<string, string>>;
  /** The client assertion's claims. */
  readonly assertion?: Members;
  /** Whether it has a DPoP proof. @default true */
  readonly proves?: boolean;
}

interface Key {
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
  readonly alg: string;
}

const makeKey = async (alg: string): Promise<Key> => {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  return { privateKey, alg, jwk: await exportJWK(publicKey) };
};
const withoutAbsent = (form: Form): Record<string, string> =>
  Object.fromEntries(Object.entries(form).filter((entry): entry is [string, string] => entry[1] !== undefined));
const nowInSeconds = (): number => Math.floor(Date.now() / 1000);

/** A client that keeps FAPI 2.0, with a key to authenticate and one to prove possession of, at a running server. */
export class FapiClient {
  readonly url: string;
  readonly clientId: string;
  readonly redirectUri = 'https://app.example.com/callback';
  readonly #key: Key;
  readonly #dpopKey: Key;

  private constructor(url: string, clientId: string, key: Key, dpopKey: Key) {
    this.url = url;
    this.clientId = clientId;
    this.#key = key;
    this.#dpopKey = dpopKey;
  }

  /** Registers one over the REST API. */
  static async register(url: string, apiToken: string, settings: Members = {}, alg = 'ES256'): Promise<FapiClient> {
    const [key, dpopKey] = [await makeKey(alg), await makeKey('ES256')];
    const answer = await fetch(`${url}/api/v2/oauth2-provider/apps`, {
      method: 'POST',
      headers: { 'coder-session-token': apiToken, 'content-type': 'application/json' },
      body: JSON.stringify({
        name: 'FAPI client',
        callback_url: 'https://app.example.com/callback',
        token_endpoint_auth_method: 'private_key_jwt',
        jwks: { keys: [{ ...key.jwk, kid: 'k1', use: 'sig' }] },
        ...settings,
      }),
    });
    const app = (await answer.json()) as { readonly id: string };
    assert.equal(answer.status, 201, JSON.stringify(app));
    return new FapiClient(url, app.id, key, dpopKey);
  }

  #sign(claims: Members, header: Members): Promise<string> {
    return new SignJWT({ ...claims }).setProtectedHeader({ alg: this.#key.alg, kid: 'k1', ...header }).sign(this.#key.privateKey);
  }

  /** A client assertion. */
  assertion(change: Members = {}): Promise<string> {
    const { clientId, url } = this;
    return this.#sign({ iss: clientId, sub: clientId, aud: url, exp: nowInSeconds() + 60, jti: randomUUID(), ...change }, {});
  }

  /** A request object with these parameters. */
  requestObject(parameters: Form, change: Members = {}): Promise<string> {
    const [iat, { clientId, url }] = [nowInSeconds(), this];
    const claims = { iss: clientId, aud: url, nbf: iat, exp: iat + 300, client_id: clientId, ...parameters, ...change };
    return this.#sign(claims, { typ: 'oauth-authz-req+jwt' });
  }

  /** A DPoP proof. */
  proof(htm: string, htu: string, more: Members = {}): Promise<string> {
    return new SignJWT({ htm, htu, jti: randomUUID(), ...more })
      .setProtectedHeader({ alg: this.#dpopKey.alg, typ: 'dpop+jwt', jwk: this.#dpopKey.jwk })
      .setIssuedAt()
      .sign(this.#dpopKey.privateKey);
  }

  /** Sends a form to an endpoint, authenticated and with a proof. */
  async send(path: string, form: Form, { headers, assertion, proves = true, ...change }: FapiChange = {}): Promise<FapiAnswer> {
    const url = this.url + path;
    const answer = await fetch(url, {
      method: 'POST',
      headers: { ...(proves ? { dpop: await this.proof('POST', url) } : {}), ...headers },
      body: new URLSearchParams(
        withoutAbsent({
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          client_assertion: await this.assertion(assertion),
          ...form,
          ...change.form,
        }),
      ),
    });
    const text = await answer.text();
    const contentType = answer.headers.get('content-type') ?? '';
    return { status: answer.status, contentType, text, body: contentType.includes('json') ? JSON.parse(text) : undefined };
  }

  /** The parameters of a request that is right. */
  parameters(challenge: string, change: Form = {}): Form {
    return {
      response_type: 'code',
      redirect_uri: this.redirectUri,
      scope: 'user:read_personal',
      state: 'xyz',
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...change,
    };
  }

  /** Pushes a request. */
  push(parameters: Form, change: FapiChange = {}): Promise<FapiAnswer> {
    return this.send('/oauth2/par', parameters, change);
  }

  /** Has the owner approve a pushed request, and returns where the browser would be sent. */
  approve(apiToken: string, requestUri: string): Promise<URL> {
    return approve(this.url, apiToken, { client_id: this.clientId, request_uri: requestUri });
  }

  /** Runs a whole flow, and redeems its code. */
  async obtain(apiToken: string, change: FapiChange = {}): Promise<FapiAnswer> {
    const { verifier, challenge } = makePkce();
    const pushed = await this.push(this.parameters(challenge));
    assert.equal(pushed.status, 201, pushed.text);
    const location = await this.approve(apiToken, pushed.body.request_uri);
    assert.equal(location.searchParams.get('iss'), this.url);
    const code = location.searchParams.get('code') ?? '';
    const redemption = { grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri: this.redirectUri };
    return this.send('/oauth2/tokens', redemption, change);
  }
}

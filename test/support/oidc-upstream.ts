import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { MapAdapter } from '../../bench/peers/map-adapter.ts';

/** What an upstream is started with. */
export interface OidcUpstreamOptions {
  readonly redirectUris: readonly string[];
  /** Seconds. @default 600 */
  readonly accessTokenLifetime?: number;
  /** Who signs in at its pages. @default `upstream-person` */
  readonly person?: () => string;
  /** Waited for before a request to the token endpoint is looked at. */
  readonly beforeToken?: () => Promise<void>;
  /** Whether refresh tokens are replaced when used, and what happens to one that is used again. @default 'reuse is detected' */
  readonly rotation?: 'reuse is detected' | 'reuse is forgiven' | 'none';
  /** Whether tokens are bound to keys when a proof comes along, and whether proofs need a nonce. @default no proofs */
  readonly dpop?: 'offered' | 'with nonces';
  /** Its name when a proxy stands before it. @default where it listens */
  readonly issuer?: string;
}

/** A real OpenID provider with rotating refresh tokens; a refresh token used twice ends the whole grant, unless told otherwise. */
export interface OidcUpstream extends AsyncDisposable {
  readonly issuer: string;
  /** Where it listens. */
  readonly origin: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Requests the token endpoint answered, by grant type and outcome, as `refresh_token success`. */
  count(what: `${'authorization_code' | 'refresh_token' | typeof deviceGrant} ${'success' | 'error'}`): number;
}

/** RFC 8628 §3.4. */
const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';

/** What oidc-provider's own pages are written to. */
interface Page {
  body: string;
}

const onlyPerson = (): string => 'upstream-person';

/** Never learns that a refresh token was used: every use is like the first one. */
class ForgivingAdapter extends MapAdapter {
  readonly #forgives: boolean;

  constructor(model: string) {
    super(model);
    this.#forgives = model === 'RefreshToken';
  }

  override async consume(id: string): Promise<void> {
    if (!this.#forgives) await super.consume(id);
  }
}

/** Signs in and consents without asking anybody. */
async function interact(provider: Provider, accountId: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { params } = await provider.interactionDetails(request, response);
  const grant = new provider.Grant({ accountId, clientId: params.client_id ?? '' });
  grant.addOIDCScope(params.scope ?? 'openid');
  await provider.interactionFinished(request, response, { login: { accountId }, consent: { grantId: await grant.save() } });
}

const configuration = (clientId: string, clientSecret: string, options: OidcUpstreamOptions): object => ({
  adapter: options.rotation === 'reuse is forgiven' ? ForgivingAdapter : MapAdapter,
  clients: [
    {
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uris: options.redirectUris,
      grant_types: ['authorization_code', 'refresh_token', deviceGrant],
      id_token_signed_response_alg: 'ES256',
    },
  ],
  jwks: {
    keys: [{ ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig' }],
  },
  cookies: { keys: [randomBytes(16).toString('hex')] },
  features: {
    devInteractions: { enabled: false },
    revocation: { enabled: true },
    introspection: { enabled: true },
    dPoP: { enabled: options.dpop !== undefined, nonceSecret: randomBytes(32), requireNonce: () => options.dpop === 'with nonces' },
    deviceFlow: {
      enabled: true,
      userCodeInputSource: (page: Page, form: string, _out: unknown, error: Error | undefined) => {
        page.body = `${error?.name ?? ''}${form}`;
      },
      userCodeConfirmSource: (page: Page, form: string) => {
        page.body = form;
      },
      successSource: (page: Page) => {
        page.body = 'You can go back to your device.';
      },
    },
  },
  interactions: { url: (_context: unknown, { uid }: { readonly uid: string }) => `/interaction/${uid}` },
  findAccount: (_context: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id, preferred_username: id }) }),
  issueRefreshToken: () => true,
  rotateRefreshToken: options.rotation !== 'none',
  ttl: {
    AccessToken: options.accessTokenLifetime ?? 600,
    RefreshToken: 86_400,
    Grant: 86_400,
    DeviceCode: 600,
    Session: 3600,
    Interaction: 600,
    IdToken: 600,
  },
});

/** Starts one on a free port of the loopback interface. */
export async function startOidcUpstream(options: OidcUpstreamOptions): Promise<OidcUpstream> {
  const [clientId, clientSecret] = ['grantry-test', randomBytes(24).toString('base64url')];
  let handle: (request: IncomingMessage, response: ServerResponse) => void = () => {};
  const server = createServer((request, response) => handle(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // a TCP server's address is no string
  const issuer = options.issuer ?? origin;

  const provider = new Provider(issuer, configuration(clientId, clientSecret, options));
  const callback = provider.callback();
  handle = (request, response) => {
    const fail = (error: Error): void => void response.writeHead(500).end(error.message);
    if (request.url?.startsWith('/interaction/')) interact(provider, (options.person ?? onlyPerson)(), request, response).catch(fail);
    else if (request.url === '/token') (options.beforeToken?.() ?? Promise.resolve()).then(() => callback(request, response), fail);
    else callback(request, response);
  };

  const counts = new Map<string, number>();
  const countAs =
    (outcome: string) =>
    (...[context]: readonly unknown[]): void => {
      const { oidc } = context as { readonly oidc: { readonly params?: { readonly grant_type?: string } } }; // oidc-provider's own context
      const what = `${oidc.params?.grant_type} ${outcome}`;
      counts.set(what, (counts.get(what) ?? 0) + 1);
    };
  provider.on('grant.success', countAs('success'));
  provider.on('grant.error', countAs('error'));

  return {
    issuer,
    origin,
    clientId,
    clientSecret,
    count: (what) => counts.get(what) ?? 0,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

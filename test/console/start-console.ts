import { Secret } from '../../src/protocol/secret.ts';
import { chooseListenAddress, urlOf } from '../../src/server/listen-address.ts';
import { serve } from '../../src/server/serve.ts';
import { defaultWorkloadSettings } from '../../src/server/workload/create-workload.ts';
import { type OidcUpstream, startOidcUpstream } from '../support/oidc-upstream.ts';
import { configuredOf } from '../support/test-broker.ts';
import { Visitor } from './visitor.ts';

/** A whole server in this process, on an empty database, with a real upstream provider called `demo`. */
export interface TestConsole extends AsyncDisposable {
  readonly url: string;
  /** The one-time link its start printed. */
  readonly setupLink: string;
  readonly upstream: OidcUpstream;
}

/** The issuer whose tokens the server trusts. */
export const trustedIssuer = 'https://token.actions.githubusercontent.com';

/** The owner's account, once {@link signUp} made it. */
export const owner = { email: 'owner@example.com', password: 'correct horse battery' } as const;

/** Starts one, with these providers besides, each as an operator writes it. */
export async function startConsole(...others: readonly Readonly<Record<string, unknown>>[]): Promise<TestConsole> {
  const listen = await chooseListenAddress({ host: '127.0.0.1', port: 0 });
  const url = urlOf(listen, false);
  const upstream = await startOidcUpstream({ redirectUris: [`${url}/external-auth/demo/callback`] });
  const [id, displayName] = ['demo', 'Demo'];
  const { issuer, clientId, clientSecret } = upstream;
  const demo = { id, type: 'oidc', display_name: displayName, issuer, client_id: clientId, client_secret: clientSecret };
  const providers = configuredOf(demo, ...others);
  const said: string[] = [];
  const server = await serve(
    {
      listen,
      accessUrl: url,
      database: 'sqlite::memory:',
      masterKey: new Secret(Buffer.alloc(32, 7).toString('base64')),
      masterKeyFile: undefined,
      dataDir: '',
      trustProxy: false,
      tls: undefined,
      logLevel: 'silent',
      webhookAllowPrivate: true,
      ...defaultWorkloadSettings,
      workloadIssuers: [{ issuer: trustedIssuer, audience: undefined, jwksUri: undefined }],
      providers,
    },
    (line) => said.push(line),
  );
  return {
    url,
    upstream,
    setupLink: /https?:\S+\/setup\S+/.exec(said.join('\n'))?.[0] ?? '',
    async [Symbol.asyncDispose]() {
      await server.close();
      await upstream[Symbol.asyncDispose]();
    },
  };
}

/** A browser whose person followed the setup link, and is signed in as the owner. */
export async function signUp({ url, setupLink }: TestConsole): Promise<Visitor> {
  const visitor = new Visitor(url);
  await visitor.open(setupLink);
  await visitor.submit('/setup', owner);
  return visitor.open('/');
}

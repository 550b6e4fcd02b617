import { randomUUID } from 'node:crypto';
import { OAuth2Server } from 'oauth2-mock-server';

/** An issuer of tokens for CI jobs. */
export interface CiIssuer extends AsyncDisposable {
  readonly issuer: string;
  /** A token of a job of `octo-org/app` on its main branch, with other claims if they are given. */
  token(claims?: Readonly<Record<string, unknown>>): Promise<string>;
  stop(): Promise<void>;
}

/** Starts it on a free port; its tokens are for `audience`. */
export async function startCiIssuer(audience: string): Promise<CiIssuer> {
  const server = new OAuth2Server();
  await server.issuer.keys.generate('RS256');
  await server.start(0, '127.0.0.1');
  const issuer = server.issuer.url ?? '';
  let isRunning = true;
  const stop = async (): Promise<void> => {
    if (isRunning) await server.stop();
    isRunning = false;
  };
  return {
    issuer,
    token: (claims = {}) =>
      server.issuer.buildToken({
        scopesOrTransform: (_header, payload) => {
          const job = { sub: 'repo:octo-org/app:ref:refs/heads/main', repository: 'octo-org/app', environment: 'production' };
          Object.assign(payload, { aud: audience, jti: randomUUID(), ...job, ...claims });
        },
      }),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

import { OAuthError } from '../../protocol/oauth-error.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import { findEndOfAccessToken } from '../access/find-end-of-access-token.ts';
import { findNamedAccessToken, findNamedRefreshToken } from '../access/find-named-token.ts';
import { findEndOfRefreshToken } from '../access/find-refresh-token.ts';
import type { EngineChange } from '../changes.ts';
import { type Refusal, refuse } from '../decision.ts';
import type { Client } from '../model/client.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import { settle } from '../settle.ts';
import { decideRevocation } from './revoke.ts';

/** What whoever runs the engine wants to end. */
export type RevocationTarget =
  /** An access or refresh token, or what names one, with everything of its grant. */
  | { readonly of: 'token'; readonly token: string }
  /** Everything of a client, named by text or number: of one subject, or of all and its own. */
  | { readonly of: 'client'; readonly clientId: string; readonly subject?: string | undefined }
  /** Everything of a subject at all clients. */
  | { readonly of: 'subject'; readonly subject: string };

/** Tokens were ended, or why not. */
export type TokensRevocation =
  | {
      readonly action: 'done';
      /** How many of them lived: an access token and the refresh token that can replace it are one. */
      readonly count: number;
      /** Whose they were, where a client was named. */
      readonly client: Client | undefined;
      readonly changes: readonly EngineChange[];
    }
  | Refusal;

type Tools = Pick<Engine, 'facts' | 'sha256' | 'readOwnJwt' | 'commit' | 'clock'>;

const done = (count: number, changes: readonly EngineChange[], client?: Client): TokensRevocation => ({
  action: 'done',
  count,
  client,
  changes,
});

async function revokeToken(
  engine: Tools,
  { id: serviceId }: Pick<Service, 'id'>,
  token: string,
  now: EpochSeconds,
): Promise<TokensRevocation> {
  const named = await findNamedAccessToken(engine, serviceId, token);
  if (named !== undefined) {
    const { accessToken } = named;
    const revocation = { now, client: { number: accessToken.clientNumber }, accessToken, refreshToken: undefined };
    return done(findEndOfAccessToken(named, now) === undefined ? 1 : 0, decideRevocation(revocation));
  }
  const refreshToken = await findNamedRefreshToken(engine, serviceId, token);
  if (refreshToken === undefined) return done(0, []);
  const revocation = { now, client: { number: refreshToken.grant.clientNumber }, accessToken: undefined, refreshToken };
  return done(findEndOfRefreshToken(refreshToken, now) === undefined ? 1 : 0, decideRevocation(revocation));
}

const revokeClient = (clientNumber: number, subject: string | undefined, at: EpochSeconds): readonly EngineChange[] =>
  subject === undefined
    ? [
        { change: 'delete_codes_of_client', clientNumber },
        { change: 'revoke_grants_of_client', clientNumber, at },
        { change: 'revoke_access_tokens_of_client', clientNumber, at },
      ]
    : [
        { change: 'delete_codes_of_client_and_subject', clientNumber, subject },
        { change: 'revoke_grants_of_client_and_subject', clientNumber, subject, at },
      ];

/**
 * Ends tokens for whoever runs the engine, codes that would become tokens included. Nothing to end is no error; a client that is not
 * there is one.
 */
export function revokeTokens(engine: Tools, service: Pick<Service, 'id'>, target: RevocationTarget): Promise<TokensRevocation> {
  return settle(engine, async (): Promise<TokensRevocation> => {
    const now = engine.clock();
    const count = (clientNumber: number | undefined, subject: string | undefined) =>
      engine.facts.countTokenRecords({ serviceId: service.id, clientNumber, subject }, now);
    switch (target.of) {
      case 'token':
        return revokeToken(engine, service, target.token, now);
      case 'client': {
        const found = await engine.facts.findClient(service.id, target.clientId);
        if (found === undefined) return refuse(new OAuthError('invalid_client', 'This application is not known here.'));
        const { client } = found;
        return done(await count(client.number, target.subject), revokeClient(client.number, target.subject, now), client);
      }
      case 'subject': {
        const of = { serviceId: service.id, subject: target.subject };
        return done(await count(undefined, target.subject), [
          { change: 'delete_codes_of_subject', ...of },
          { change: 'revoke_grants_of_subject', ...of, at: now },
        ]);
      }
    }
  });
}

import { OAuthError } from '../../protocol/oauth-error.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import { findPresentedAccessToken } from '../access/find-access-token.ts';
import { findPresentedRefreshToken } from '../access/find-refresh-token.ts';
import type { EngineChange } from '../changes.ts';
import { refuse } from '../decision.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import { settle } from '../settle.ts';
import { decideRevocation, type RevocationDecision } from './revoke.ts';

/** What whoever runs the engine wants to end. */
export type RevocationTarget =
  /** An access or refresh token, or the id of an access token, with everything of its grant. */
  | { readonly of: 'token'; readonly token: string }
  /** Everything of a client, named by text or number: of one subject, or of all and its own. */
  | { readonly of: 'client'; readonly clientId: string; readonly subject?: string | undefined }
  /** Everything of a subject at all clients. */
  | { readonly of: 'subject'; readonly subject: string };

type Tools = Pick<Engine, 'facts' | 'sha256' | 'readOwnJwt' | 'commit' | 'clock'>;

async function revokeToken(engine: Tools, { id: serviceId }: Pick<Service, 'id'>, token: string, now: EpochSeconds) {
  const refreshToken = await findPresentedRefreshToken(engine, serviceId, token);
  if (refreshToken !== undefined) {
    const { grant } = refreshToken;
    const isOurs = grant.serviceId === serviceId;
    return isOurs ? decideRevocation({ now, client: { number: grant.clientNumber }, accessToken: undefined, refreshToken }) : [];
  }
  const presented = await findPresentedAccessToken(engine, serviceId, token);
  const accessToken = (presented ?? (await engine.facts.findAccessTokenWithGrant(token)))?.accessToken;
  if (accessToken?.serviceId !== serviceId) return [];
  return decideRevocation({ now, client: { number: accessToken.clientNumber }, accessToken, refreshToken: undefined });
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
export function revokeTokens(engine: Tools, service: Pick<Service, 'id'>, target: RevocationTarget): Promise<RevocationDecision> {
  return settle(engine, async (): Promise<RevocationDecision> => {
    const now = engine.clock();
    switch (target.of) {
      case 'token':
        return { action: 'done', changes: await revokeToken(engine, service, target.token, now) };
      case 'client': {
        const found = await engine.facts.findClient(service.id, target.clientId);
        if (found === undefined) return refuse(new OAuthError('invalid_client', 'This application is not known here.'));
        return { action: 'done', changes: revokeClient(found.client.number, target.subject, now) };
      }
      case 'subject': {
        const of = { serviceId: service.id, subject: target.subject };
        return {
          action: 'done',
          changes: [
            { change: 'delete_codes_of_subject', ...of },
            { change: 'revoke_grants_of_subject', ...of, at: now },
          ],
        };
      }
    }
  });
}

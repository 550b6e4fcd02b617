import type { EpochSeconds } from '../../protocol/units.ts';
import type { EngineChange } from '../changes.ts';
import type { Client } from '../model/client.ts';
import type { Service } from '../model/service.ts';

/** Where tokens are issued for a person. */
export interface EarlierTokens {
  readonly now: EpochSeconds;
  readonly service: Pick<Service, 'tokenRules'>;
  readonly client: Pick<Client, 'number' | 'terms'>;
}

/**
 * Ends what a client had for a person before, where the service or the client wants one set of tokens for each person at a time. It goes
 * before the new grant among the changes, and does not touch what the client has for itself.
 */
export const endEarlierTokens = ({ now, service, client }: EarlierTokens, subject: string): readonly EngineChange[] =>
  service.tokenRules.singlePerSubject || client.terms.singlePerSubject
    ? [{ change: 'revoke_grants_of_client_and_subject', clientNumber: client.number, subject, at: now }]
    : [];

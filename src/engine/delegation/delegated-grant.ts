import type { Awaitable } from '../../protocol/commit.ts';
import type { Parameters } from '../../protocol/form.ts';
import type { OAuthError } from '../../protocol/oauth-error.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import type { GrantType } from '../grants/grant-type.ts';
import type { Client } from '../model/client.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import type { DelegatedRequest } from './delegation-decision.ts';

/** What a delegated grant is judged by, once the shared phases are passed. */
export interface DelegationFacts {
  readonly engine: Pick<Engine, 'facts' | 'sha256' | 'readOwnJwt' | 'verifySignature'>;
  readonly service: Service;
  readonly client: Client;
  readonly parameters: Parameters;
  readonly now: EpochSeconds;
}

/** A grant type of which we check the form, and whoever runs the engine the substance: they know the people, and whom to believe. */
export interface DelegatedGrant extends Pick<GrantType, 'name' | 'publicClients' | 'repeatable' | 'startsFlow'> {
  /** The wire value. */
  readonly name: string;
  readonly spec: string;
  /** The parameters it reads, besides `grant_type`, `scope`, `resource` and the client's. */
  readonly parameters: readonly string[];
  /** Judges the form. Throws OAuthError if a parameter is missing. */
  judge(facts: DelegationFacts): Awaitable<DelegatedRequest | OAuthError>;
}

import type { Awaitable } from '../../protocol/commit.ts';
import type { Parameters } from '../../protocol/form.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import type { Client } from '../model/client.ts';
import type { Confirmation } from '../model/confirmation.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import type { TokenOptions } from '../terms/token-options.ts';
import type { TokenDecision } from '../token/token-decision.ts';

/** What a grant type gathers its facts from, once the shared phases are passed. */
export interface GrantRequest {
  readonly engine: Pick<Engine, 'facts' | 'mint' | 'sha256'>;
  readonly service: Service;
  readonly client: Client;
  /** The secret the client authenticated with, if its method has one. */
  readonly clientSecretId: string | undefined;
  /** What the client has shown to have, and its tokens are to be bound to. */
  readonly confirmation: Confirmation | undefined;
  /** The thumbprint of the attested key of the client instance: what the refresh tokens of such a one are bound to. */
  readonly instanceJkt?: string | undefined;
  readonly parameters: Parameters;
  /** What the caller says beside the request. */
  readonly options: TokenOptions;
  readonly now: EpochSeconds;
}

interface GrantTypeFacts {
  /** The wire value. */
  readonly name: string;
  readonly spec: string;
  /** Whether clients that cannot keep a secret may use it. */
  readonly publicClients: 'allowed' | 'refused';
  /** Whether a client gets it that asked for no grant types. @default true */
  readonly isDefault?: boolean;
  /** The parameters it reads, besides `grant_type` and the client's. */
  readonly parameters: readonly string[];
  /** Those of them that may be sent more than once. */
  readonly repeatable: readonly string[];
  /** Whether its request is the first of a flow: the client's metadata document may be fetched for it. @default false */
  readonly startsFlow?: true;
}

/** A grant type as its file writes it: `gather` reads and mints, `judge` is pure. */
export interface GrantTypeDefinition<Facts> extends GrantTypeFacts {
  /** Reads the facts and mints what may be issued. Throws OAuthError if a parameter is missing or malformed. */
  gather(request: GrantRequest): Awaitable<Facts>;
  judge(facts: Facts): TokenDecision;
}

/** A way to obtain tokens (RFC 6749 §1.3, `grant_type` of the token request). */
export interface GrantType extends GrantTypeFacts {
  /** Gathers and judges. */
  decide(request: GrantRequest): Promise<TokenDecision>;
}

/** Makes a grant type, typing its judge by its gatherer. */
export function defineGrantType<Facts>({ gather, judge, ...facts }: GrantTypeDefinition<Facts>): GrantType {
  return { ...facts, decide: async (request) => judge(await gather(request)) };
}

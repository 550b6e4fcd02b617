import type { Secret } from '../../protocol/secret.ts';
import type { EngineChange } from '../changes.ts';
import type { Refusal } from '../decision.ts';
import type { Details } from '../details/decide-details.ts';
import type { Client } from '../model/client.ts';
import type { AccessTokenFacts, RefreshTokenFacts } from '../ports.ts';

/** A live token of ours that is to be exchanged. */
export type KnownToken =
  | { readonly kind: 'access'; readonly facts: AccessTokenFacts }
  | { readonly kind: 'refresh'; readonly facts: RefreshTokenFacts };

/** A token that came to be exchanged (RFC 8693 §2.1). */
export interface InputToken {
  readonly token: string;
  /** The wire value. */
  readonly type: string;
  /** undefined unless it is a token of ours. */
  readonly known: KnownToken | undefined;
}

/** What whoever runs the engine is asked to judge. */
export type DelegatedRequest =
  /** Whether a name and a password are somebody's (RFC 6749 §4.3). */
  | { readonly asks: 'credentials'; readonly username: string; readonly password: Secret }
  /** Whether a token may be exchanged (RFC 8693 §2). */
  | {
      readonly asks: 'exchange';
      readonly subject: InputToken;
      readonly actor: InputToken | undefined;
      /** The wire value. */
      readonly requestedType: string | undefined;
      readonly audiences: readonly string[];
    }
  /** Whether an assertion is to be believed (RFC 7523 §2.1). Its signature was not checked. */
  | { readonly asks: 'assertion'; readonly assertion: string };

/** A request of a client that proved itself, in good form, for whoever runs the engine. */
export interface Delegation {
  readonly action: 'delegate';
  readonly request: DelegatedRequest;
  readonly client: Client;
  readonly scopes: readonly string[];
  readonly resources: readonly string[];
  readonly authorizationDetails: Details;
  /** Says what was asked for when tokens are to be issued: only for a password. */
  readonly ticket: string | undefined;
  /** The wire value of the method by which the client proved itself. */
  readonly clientAuthMethod: string;
  readonly changes: readonly EngineChange[];
}

/** What comes of a delegated request. */
export type DelegationDecision = Delegation | Refusal;

import type { Secret } from '../../protocol/secret.ts';
import type { EngineChange } from '../changes.ts';
import type { Client, ClientSecret } from '../model/client.ts';
import type { ClientFieldFault } from './client-input.ts';

/** The settings are not good. */
export interface RejectClient {
  readonly action: 'reject';
  readonly faults: readonly ClientFieldFault[];
  readonly changes: readonly EngineChange[];
}

/** No such client, or no such secret. */
export interface ClientNotFound {
  readonly action: 'not_found';
  readonly changes: readonly EngineChange[];
}

/** The client as it is now. */
export interface SaveClient {
  readonly action: 'save';
  readonly client: Client;
  readonly changes: readonly EngineChange[];
}

/** The client, or a secret of it, is gone. */
export interface DeleteClient {
  readonly action: 'delete';
  /** Whose it was, as it was before. */
  readonly client: Client;
  readonly changes: readonly EngineChange[];
}

/** A secret, in full this once. */
export interface CreateClientSecret {
  readonly action: 'create';
  readonly clientSecret: ClientSecret;
  readonly full: Secret;
  readonly changes: readonly EngineChange[];
}

/** Says what is wrong with the settings. */
export const reject = (faults: readonly ClientFieldFault[]): RejectClient => ({ action: 'reject', faults, changes: [] });

/** Says that there is no such thing. */
export const notFound: ClientNotFound = { action: 'not_found', changes: [] };

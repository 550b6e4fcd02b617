import type { Secret } from '../../protocol/secret.ts';
import type { EngineChange } from '../changes.ts';
import type { Client } from '../model/client.ts';

/** A client as whoever registered it is told. */
export interface RegisteredClient {
  readonly client: Client;
  /** Its secret, in full this once; undefined if there is none, or none that is new. */
  readonly secret: Secret | undefined;
  /** What it is managed with: made just now, or as it was presented. */
  readonly token: Secret;
  readonly changes: readonly EngineChange[];
}

/** It is registered. */
export interface Registered extends RegisteredClient {
  readonly action: 'created';
}

/** It is another now. */
export interface RegistrationUpdated extends RegisteredClient {
  readonly action: 'updated';
}

/** It is as it was. */
export interface RegistrationFound extends RegisteredClient {
  readonly action: 'found';
}

/** It is gone. */
export interface RegistrationDeleted {
  readonly action: 'deleted';
  readonly client: Client;
  readonly changes: readonly EngineChange[];
}

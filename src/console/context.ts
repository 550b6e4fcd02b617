import type { Broker } from '../broker/ports.ts';
import type { ProviderCatalog } from '../broker/provider-settings/catalog.ts';
import type { Webhooks } from '../broker/webhooks/ports.ts';
import type { Engine } from '../engine/ports.ts';
import type { Identity } from '../identity/ports.ts';

/** The rooms and settings the console may use, built once by `server/`. */
export interface ConsoleContext {
  readonly engine: Engine;
  readonly identity: Identity;
  readonly broker: Broker;
  /** The broker's providers, and the way to change them. */
  readonly catalog: ProviderCatalog;
  readonly webhooks: Webhooks;
  /** The URL people reach this deployment under, without a trailing slash. */
  readonly accessUrl: string;
  /** The service whose applications and grants the console shows. */
  readonly serviceId: number;
}

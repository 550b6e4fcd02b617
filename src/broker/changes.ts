import type { EpochSeconds } from '../protocol/units.ts';
import type { DeviceConnectChange } from './connect/device/changes.ts';
import type { EndingTokenChange } from './github-app/changes.ts';
import type { ConnectState } from './model/connect-state.ts';
import type { Connection, ConnectionAccount, ConnectionTokens, Failure, Lease } from './model/connection.ts';
import type { WebhookChange } from './webhooks/changes.ts';

/** Every write the broker's decisions may ask for. “If” marks a condition whose failure is a conflict. */
export type BrokerChange =
  | WebhookChange
  | DeviceConnectChange
  | EndingTokenChange
  | { readonly change: 'insert_connect_state'; readonly state: ConnectState }
  /** If it is there: deletes it, so that a state is good once. */
  | { readonly change: 'consume_connect_state'; readonly stateHash: string }
  /** If the user has no connection with that provider and account. */
  | { readonly change: 'insert_connection'; readonly connection: Connection }
  /**
   * The user linked the account again. If no attempt was numbered since `attempt` was read; takes the next number for both
   * attempt and generation, so that a refresh under way cannot overwrite it, and clears lease, intent and failure.
   */
  | {
      readonly change: 'relink_connection';
      readonly connectionId: string;
      readonly attempt: number;
      readonly account: ConnectionAccount;
      readonly tokens: ConnectionTokens;
      readonly at: EpochSeconds;
    }
  /** If it exists: says whose its tokens are. */
  | { readonly change: 'name_connection'; readonly connectionId: string; readonly account: ConnectionAccount; readonly at: EpochSeconds }
  /** If it exists: it is meant when none of the user's accounts at the provider is named. */
  | { readonly change: 'choose_connection'; readonly connectionId: string; readonly chosenAt: EpochSeconds }
  /**
   * Takes the lease and writes down that a refresh begins. If no attempt was numbered since `attempt` was read; takes the next
   * number. An earlier intent that was never resolved stays.
   */
  | {
      readonly change: 'begin_refresh';
      readonly connectionId: string;
      readonly attempt: number;
      readonly lease: Lease;
      readonly at: EpochSeconds;
    }
  /**
   * Keeps what the provider answered. If the tokens kept are of a smaller generation than `attempt`, whoever holds the lease by
   * now: an answer that came late is kept unless a newer one was. Clears intent and failure, and ends the lease.
   */
  | {
      readonly change: 'store_refreshed_tokens';
      readonly connectionId: string;
      readonly attempt: number;
      readonly tokens: ConnectionTokens;
      readonly at: EpochSeconds;
    }
  /** Ends the lease without new tokens. If `attempt` is still the last one and the tokens are still of `generation`. */
  | {
      readonly change: 'record_refresh_failure';
      readonly connectionId: string;
      readonly attempt: number;
      readonly generation: number;
      readonly failure: Failure;
      readonly intentAt: EpochSeconds | undefined;
      readonly at: EpochSeconds;
    }
  /** Never a conflict. */
  | { readonly change: 'touch_connection_used'; readonly connectionId: string; readonly at: EpochSeconds }
  /** Never a conflict; nothing happens if the tokens are of another generation by now. */
  | {
      readonly change: 'touch_connection_validated';
      readonly connectionId: string;
      readonly generation: number;
      readonly at: EpochSeconds;
    }
  /**
   * The access token was refused where it was used: the provider is asked whether it works before it is handed out again, and if
   * `rejectedAt` says so, it is refreshed first. Never a conflict; nothing happens if the tokens are of another generation by now.
   */
  | {
      readonly change: 'reject_token';
      readonly connectionId: string;
      readonly generation: number;
      /** undefined leaves it to the provider's word. */
      readonly rejectedAt: EpochSeconds | undefined;
    }
  /** If it exists and its tokens are of `generation`: what is revoked at the provider is what was kept. */
  | { readonly change: 'delete_connection'; readonly connectionId: string; readonly generation: number };

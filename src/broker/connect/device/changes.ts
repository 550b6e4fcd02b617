import type { EpochSeconds, Seconds } from '../../../protocol/units.ts';
import type { DeviceConnect } from '../../model/device-connect.ts';

/** The writes of linking by device from a page. “If” marks a condition whose failure is a conflict. */
export type DeviceConnectChange =
  | { readonly change: 'insert_device_connect'; readonly connect: DeviceConnect }
  /** If no attempt was claimed since `nextAttemptAt` was read: of several pages that show the code, one asks the provider. */
  | {
      readonly change: 'claim_device_attempt';
      readonly connectId: string;
      readonly nextAttemptAt: EpochSeconds;
      readonly thenAt: EpochSeconds;
    }
  /** The provider wants to be asked less often. Never a conflict. */
  | { readonly change: 'slow_device_connect'; readonly connectId: string; readonly interval: Seconds; readonly nextAttemptAt: EpochSeconds }
  /** Never a conflict. */
  | { readonly change: 'delete_device_connect'; readonly connectId: string };

import type { Terminal } from '../../../terminal.ts';
import type { ProviderCaller } from '../call-external-auth.ts';
import type { StoredLinks } from '../links.ts';

/** What each way of linking an account needs. */
export interface LinkRequest {
  /** The provider's id. */
  readonly provider: string;
  readonly caller: ProviderCaller;
  /** The accounts that were there before. */
  readonly before: StoredLinks;
  /** Whether it is linked beside the others, and the default one stays. */
  readonly another: boolean;
  readonly opensBrowser: boolean;
  readonly terminal: Terminal;
}

import { Secret } from '../../../protocol/secret.ts';
import type { ValueKind } from '../setting.ts';

/** Text that is never shown. */
export const secret: ValueKind<Secret> = {
  accepted: 'text that is not blank',
  parse: (value) => (value.trim() === '' ? undefined : new Secret(value.trim())),
  format: String,
};

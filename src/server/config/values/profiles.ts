import type { ProfileName } from '../../../engine/model/profile-name.ts';
import { findProfile, profiles as known } from '../../../engine/profiles/registry.ts';
import type { ValueKind } from '../setting.ts';

/** Profiles by name, with commas between. */
export const profiles: ValueKind<readonly ProfileName[]> = {
  accepted: `some of ${known.map(({ name }) => name).join(', ')}, with commas between`,
  parse: (text) => {
    const found = text.split(',').map((name) => findProfile(name.trim())?.name);
    return found.includes(undefined) ? undefined : [...new Set(found.filter((name) => name !== undefined))];
  },
  format: (names) => names.join(','),
};

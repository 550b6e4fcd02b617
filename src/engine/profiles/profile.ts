import type { ProfileName } from '../model/profile-name.ts';
import type { Demands } from './demands.ts';

/** A rule of a profile. */
export interface ProfileRule {
  /** Where it stands, and its number there. */
  readonly clause: string;
  /** What it asks of the authorization server, in short. */
  readonly says: string;
  /** What is demanded for it; left out where every service keeps the rule, with and without the profile. */
  readonly demands?: Partial<Demands>;
}

/** A named set of rules, written down as data. */
export interface Profile {
  /** The wire value. */
  readonly name: ProfileName;
  readonly title: string;
  /** Its name in the engine API (seed 002's `fapi_mode`). */
  readonly mode: string;
  /** The profile whose rules hold as well. */
  readonly basis?: Profile;
  readonly rules: readonly ProfileRule[];
}

/** Types a profile. */
export const defineProfile = (profile: Profile): Profile => profile;

/** All the rules of a profile, those of its basis first. */
export const rulesOf = ({ basis, rules }: Profile): readonly ProfileRule[] => (basis === undefined ? rules : [...rulesOf(basis), ...rules]);

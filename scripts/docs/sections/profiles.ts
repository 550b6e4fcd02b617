import { profiles } from '../../../src/engine/profiles/registry.ts';
import { code, type Section, table } from '../section.ts';

/** Every profile, by its names. */
export const profileNames: Section = {
  file: 'docs/profiles.md',
  name: 'profiles',
  render: () =>
    table(
      ['profile', 'specification', 'contains', 'in the engine API'],
      profiles.map(({ name, title, basis, mode }) => [code(name), title, code(basis?.name ?? ''), code(mode)]),
    ),
};

/** Every rule of every profile, and whether it makes a difference to have the profile on. */
export const profileRules: Section = {
  file: 'docs/profiles.md',
  name: 'profile rules',
  render: () =>
    table(
      ['clause', 'rule', 'without the profile'],
      profiles.flatMap(({ rules }) =>
        rules.map(({ clause, says, demands }) => [clause, says, demands === undefined ? 'kept as well' : 'up to you']),
      ),
    ),
};

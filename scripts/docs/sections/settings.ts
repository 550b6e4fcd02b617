import type { Setting } from '../../../src/server/config/setting.ts';
import { settings as registered } from '../../../src/server/config/settings.ts';
import { code, plain, type Section, table } from '../section.ts';

const defaultOf = <Value>(setting: Setting<Value>): string => {
  if (setting.defaultInWords !== undefined) return plain(setting.defaultInWords);
  const value = setting.default;
  return value === undefined || value === null ? '' : code(setting.kind.format(value));
};

/** Every single-valued setting. */
export const settings: Section = {
  file: 'docs/configuration.md',
  name: 'settings',
  render: () =>
    table(
      ['variable', 'in grantry.yaml', 'meaning', 'accepted', 'default'],
      Object.values<Setting<unknown>>(registered).map((setting) => [
        code(setting.env),
        code(setting.yaml),
        setting.summary,
        plain(setting.kind.accepted),
        defaultOf(setting),
      ]),
    ),
};

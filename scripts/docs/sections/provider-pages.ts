import { defaultOf } from '../../../src/broker/provider-settings/describe-settings.ts';
import type { ProviderType } from '../../../src/broker/providers/provider-type.ts';
import { providerTypes } from '../../../src/broker/providers/registry.ts';
import { providerSettings } from '../../../src/protocol/provider-setting.ts';
import { code, type Section, table } from '../section.ts';

const defaultsTable = ({ type, docs }: ProviderType): string => {
  const rows = providerSettings.flatMap(({ key }) => {
    const value = defaultOf(key, type);
    const text = typeof value === 'boolean' ? '' : [value ?? []].flat().join(' ');
    return text === '' ? [] : [[code(key), code(text)]];
  });
  return `${table(['setting', 'default'], rows)}\n\nDocumented at <${docs}>.`;
};

/** The defaults of each type, on the page about it. A type without a page is an error. */
export const providerPages: readonly Section[] = providerTypes.map((type) => ({
  file: `docs/providers/${type.type}.md`,
  name: `provider ${type.type}`,
  render: () => defaultsTable(type),
}));

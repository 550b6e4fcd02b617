import { type ProviderSettingDefinition, providerSettings } from '../../../protocol/provider-setting.ts';
import type { TextOption, TypedValue } from '../../command.ts';
import type { Terminal } from '../../terminal.ts';
import { readText } from './read-text.ts';

/** What names a file on the server is not set from afar. */
const definitions: readonly ProviderSettingDefinition[] = providerSettings.filter((definition) => !('isForOperator' in definition));

const placeholders: Readonly<Record<ProviderSettingDefinition['kind'], string>> = {
  text: 'text',
  url: 'url',
  words: 'words',
  boolean: 'true|false',
  regex: 'pattern',
  secret: 'file',
};

/** A secret on the command line would be seen in the list of processes: its flag names a file. */
const flagOf = ({ key, kind }: ProviderSettingDefinition): string =>
  `${key.toLowerCase().replaceAll('_', '-')}${kind === 'secret' ? '-file' : ''}`;

function optionOf({ kind, summary, accepts }: ProviderSettingDefinition): TextOption {
  const accepted = accepts ?? (kind === 'boolean' ? ['true', 'false'] : undefined);
  return {
    value: placeholders[kind],
    summary: kind === 'secret' ? `${summary} Read from this file; - is standard input.` : summary,
    ...(accepted === undefined ? {} : { accepts: accepted }),
  };
}

/** A flag for each setting of a provider, computed from their list. */
export const settingFlags: Readonly<Record<string, TextOption>> = Object.fromEntries(
  definitions.map((definition) => [flagOf(definition), optionOf(definition)]),
);

/**
 * The settings that were typed, as the API takes them.
 *
 * @throws CommandFailure if a file cannot be read
 */
export async function readSettingFlags(
  typed: Readonly<Record<string, TypedValue>>,
  terminal: Terminal,
): Promise<Readonly<Record<string, unknown>>> {
  const settings: Record<string, unknown> = {};
  for (const definition of definitions) {
    const text = typed[flagOf(definition)];
    if (typeof text !== 'string') continue;
    const { key, kind } = definition;
    settings[key.toLowerCase()] = kind === 'secret' ? (await readText(text, terminal)).trim() : kind === 'boolean' ? text === 'true' : text;
  }
  return settings;
}

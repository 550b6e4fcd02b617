import { isJsonObject, type JsonObject, textOf } from '../../api/read-answer.ts';
import { renderFacts, renderTable } from '../../table.ts';

/** A setting's value on one line. */
export const showValue = (value: unknown): string => {
  if (value === null || value === undefined) return '–';
  return Array.isArray(value) ? value.join(' ') : String(value);
};

/** One provider in full: what it is, then every setting with its source. */
export function renderProvider(provider: JsonObject): string {
  const settings = isJsonObject(provider.settings) ? provider.settings : {};
  const rows = Object.entries(settings).flatMap(([name, setting]) =>
    isJsonObject(setting) ? [[name, showValue(setting.value), textOf(setting, 'set_by') || textOf(setting, 'source')]] : [],
  );
  const error = isJsonObject(provider.error)
    ? `cannot be used: ${textOf(provider.error, 'field')}: ${textOf(provider.error, 'detail')}`
    : 'ok';
  const facts = renderFacts([
    ['id', textOf(provider, 'id')],
    ['callback URL', textOf(provider, 'callback_url')],
    ['client secret', provider.client_secret_set === true ? 'set' : 'not set'],
    ['linked accounts', showValue(provider.connections)],
    ['settings', error],
  ]);
  return `${facts}\n${renderTable(['setting', 'value', 'from'], rows)}`;
}

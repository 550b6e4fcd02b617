import { callAsUser } from '../../api/call-as-user.ts';
import { isJsonObject, type JsonObject, objectsOf, textOf } from '../../api/read-answer.ts';
import { type Command, defineCommand } from '../../command.ts';
import { CommandFailure } from '../../command-failure.ts';
import { answer } from '../../output/answer.ts';
import { renderTable } from '../../table.ts';
import type { Terminal } from '../../terminal.ts';
import { urlOption } from '../shared-options.ts';
import { showValue } from './provider-output.ts';
import { readText } from './read-text.ts';

/** The list of providers in a YAML document: the document itself, or its `external_auth`, as in `grantry.yaml`. */
async function readProviders(file: string, terminal: Terminal): Promise<readonly unknown[]> {
  const name = file === '-' ? 'standard input' : file;
  const text = await readText(file, terminal);
  const { parse } = await import('yaml');
  let document: unknown;
  try {
    document = parse(text);
  } catch (cause) {
    const [words = ''] = cause instanceof Error ? cause.message.split('\n') : [];
    throw new CommandFailure(`${name} is no YAML: ${words}`, undefined, { cause });
  }
  const list = isJsonObject(document) ? document.external_auth : document;
  if (!Array.isArray(list)) throw new CommandFailure(`${name} is no list of providers, and has none under external_auth`);
  return list;
}

function* planRows(providers: readonly JsonObject[]): Generator<readonly string[]> {
  for (const provider of providers) {
    const fields = objectsOf(provider, 'fields');
    const [id, action] = [textOf(provider, 'id'), textOf(provider, 'action')];
    if (fields.length === 0) yield [id, action, '', '', ''];
    for (const field of fields) yield [id, action, textOf(field, 'field'), showValue(field.from), showValue(field.to)];
  }
}

/** `grantry provider import` */
export const importProviders: Command = defineCommand({
  description:
    'Adds and changes providers from a YAML file: all of them, or none if any is wrong. Providers and settings the file does not name stay as they are. For administrators.',
  arguments: { file: { summary: 'The file, as grantry provider export writes it; - is standard input.' } },
  options: {
    'dry-run': { summary: 'Only print what would be done.' },
    url: urlOption,
  },
  examples: [
    {
      does: 'See what would change, then do it:',
      lines: ['grantry provider import providers.yaml --dry-run', 'grantry provider import providers.yaml'],
    },
  ],
  run: async (typed, terminal) => {
    const json = { providers: await readProviders(typed.file, terminal) };
    const path = `/api/v2/external-auth-provider-imports${typed['dry-run'] ? '?dry_run=true' : ''}`;
    const { body } = await callAsUser(terminal.environment, typed.url, { path, method: 'POST', body: { json } });
    const rows = [...planRows(objectsOf(body, 'providers'))];
    await answer(terminal, body, () => renderTable(['provider', 'action', 'setting', 'from', 'to'], rows));
    const changed = objectsOf(body, 'providers').filter(({ action }) => action !== 'unchanged').length;
    terminal.say(
      typed['dry-run'] ? 'Nothing was changed.' : `${changed} of ${objectsOf(body, 'providers').length} providers were changed.`,
    );
    return 'done';
  },
});

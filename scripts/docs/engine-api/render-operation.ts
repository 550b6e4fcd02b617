import { exampleLines } from '../../../src/cli/operations/example-lines.ts';
import { preparationsFor } from '../../../src/cli/operations/example-variables.ts';
import type { EngineOperation } from '../../../src/http/engine-api/engine-operation.ts';
import { isJsonObject } from '../../../src/protocol/jose/parse-object.ts';
import { deriveOperation } from '../../commands/derive-operation.ts';
import { code, plain, table } from '../section.ts';
import { describeType } from './describe-type.ts';
import { curlLines } from './example-curl.ts';

const block = (lines: readonly string[]): string => ['```sh', ...lines, '```'].join('\n');

/** The rows of the members that a schema has. */
function rowsOf(schema: unknown, place: string): readonly (readonly string[])[] {
  if (!isJsonObject(schema) || !isJsonObject(schema.properties)) return [];
  const required: readonly unknown[] = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(schema.properties).map(([name, member]) => [
    `${code(name)}${place === 'path' || required.includes(name) ? ' *' : ''}`,
    place,
    describeType(member),
    isJsonObject(member) && typeof member.description === 'string' ? plain(member.description) : '',
  ]);
}

/** What an operation is called by: its path, with the service's id in it where it is about one. */
export const pathOf = ({ about, path }: EngineOperation): string => `/api${about === 'service' ? '/{serviceId}' : ''}${path}`;

/** The heading of an operation: what the command line calls it. */
export const headingOf = ({ command }: EngineOperation): string => command.join(' ');

/** The chapter about an operation: what it is called by, its members, and how to try it. */
export function renderOperation(operation: EngineOperation): string {
  const { method, summary, description, right, params, query, body } = operation;
  const rows = [...rowsOf(params, 'path'), ...rowsOf(query, 'query'), ...rowsOf(body, 'body')];
  const derived = deriveOperation(operation);
  const lines = exampleLines(derived);
  return [
    `## ${headingOf(operation)}`,
    '',
    `${code(`${method} ${pathOf(operation)}`)}, ${right === undefined ? 'for anyone' : `with the right ${code(right)}`}.`,
    '',
    [summary, description]
      .filter((text) => text !== undefined)
      .map(plain)
      .join(' '),
    ...(rows.length === 0 ? [] : ['', table(['member', 'in', 'type', 'meaning'], rows)]),
    ...preparationsFor(lines).flatMap((preparation) => ['', preparation.does, '', block(preparation.lines)]),
    '',
    'Call it:',
    '',
    block(curlLines(derived, { isOpen: right === undefined })),
    '',
    block(lines),
  ].join('\n');
}

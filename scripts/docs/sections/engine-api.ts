import { callerErrors } from '../../../src/http/engine-api/caller-error.ts';
import type { EngineOperation } from '../../../src/http/engine-api/engine-operation.ts';
import { engineOperations } from '../../../src/http/engine-api/registry.ts';
import { groupSummaries } from '../../commands/group-summaries.ts';
import { headingOf, pathOf, renderOperation } from '../engine-api/render-operation.ts';
import { code, type Section, table } from '../section.ts';

const wordOf = ({ command: [group] }: EngineOperation): string => group.split(' ')[0] ?? group;

const words: readonly string[] = [...new Set(engineOperations.map(wordOf))].sort();

/** A page per group of operations: every operation with its members and an example. */
export const engineApiPages: readonly Section[] = words.map((word) => ({
  file: `docs/engine-api/${word}.md`,
  name: `engine ${word}`,
  opening: `# Engine API: ${word}\n\n${groupSummaries[word] ?? ''} Members with \`*\` must be there. [All operations](../engine-api.md); [what the examples need](../engine-api.md#trying-the-examples).`,
  render: () =>
    engineOperations
      .filter((operation) => wordOf(operation) === word)
      .map(renderOperation)
      .join('\n\n'),
}));

const linkOf = (operation: EngineOperation): string => {
  const heading = headingOf(operation);
  return `[${heading}](engine-api/${wordOf(operation)}.md#${heading.replaceAll(' ', '-')})`;
};

/** Every operation, in one table. */
export const engineOperationList: Section = {
  file: 'docs/engine-api.md',
  name: 'engine operations',
  render: () =>
    table(
      ['operation', 'called by', 'right', 'does'],
      engineOperations
        .toSorted((a, b) => (headingOf(a) < headingOf(b) ? -1 : 1))
        .map((operation) => [
          linkOf(operation),
          code(`${operation.method} ${pathOf(operation)}`),
          code(operation.right ?? ''),
          operation.summary,
        ]),
    ),
};

const causes: Readonly<Record<keyof typeof callerErrors, string>> = {
  serverFault: 'Something went wrong on our side; the message names the request, for the log.',
  noToken: 'No `Authorization` header.',
  unknownToken: 'The token is none of ours, or was revoked.',
  foreignToken: 'The token is of another service.',
  unknownService: 'There is no service with this id.',
  missingRight: 'The token lacks the right that the operation needs.',
  unreadableBody: 'The body is no JSON (or form, where forms are taken), or too large.',
  wrongMember: 'A member is missing, of the wrong type, or not supported. The message names it.',
  unknownOperation: 'There is no such path.',
  wrongMethod: 'The path takes other methods.',
  notFound: 'There is no such client, token or thing.',
  conflict: 'It is there already, or was changed meanwhile.',
  clientLocked: 'The client is locked.',
  forbidden: 'It is not to be done on this service.',
  limitReached: 'There are as many as the service allows.',
};

/** What is wrong with calls. */
export const engineCallerErrors: Section = {
  file: 'docs/engine-api.md',
  name: 'engine caller errors',
  render: () =>
    table(
      ['code', 'status', 'cause'],
      Object.entries(callerErrors).map(([kind, { code: digits, status }]) => [
        code(digits),
        String(status),
        causes[kind as keyof typeof callerErrors], // the keys of an object are its keys
      ]),
    ),
};

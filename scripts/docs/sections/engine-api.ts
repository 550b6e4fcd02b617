import { callerErrors } from '../../../src/http/engine-api/caller-error.ts';
import type { EngineOperation } from '../../../src/http/engine-api/engine-operation.ts';
import { callerExplanations } from '../../../src/http/engine-api/explanations/caller-codes.ts';
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

/** What is wrong with calls. */
export const engineCallerErrors: Section = {
  file: 'docs/engine-api.md',
  name: 'engine caller errors',
  render: () =>
    table(
      ['code', 'status', 'cause', 'what to do'],
      Object.values(callerErrors).map(({ code: digits, status }) => {
        const { cause = '', fix = '' } = callerExplanations[digits] ?? {};
        return [code(digits), String(status), cause, fix];
      }),
    ),
};

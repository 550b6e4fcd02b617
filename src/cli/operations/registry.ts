import type { CommandEntry, CommandList } from '../command.ts';
import { families } from './tables/families.ts';

const all = Object.entries(families);

/** Every command of the engine API: a file for each first word, read only when it is typed. */
export const operationCommands: CommandList = {
  title: 'Commands of the engine API',
  groups: Object.fromEntries(all.map(([word, { summary }]) => [word, summary])),
  entries: [],
  families: Object.fromEntries(
    all.map(([word, { load }]) => [
      word,
      async (): Promise<readonly CommandEntry[]> => {
        const [{ entriesOfOperations }, operations] = await Promise.all([import('./entries-of-operations.ts'), load()]);
        return entriesOfOperations(operations);
      },
    ]),
  ),
};

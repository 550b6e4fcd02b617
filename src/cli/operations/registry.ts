import type { CommandList } from '../command.ts';
import { groupSummaries } from './group-summaries.ts';
import { families } from './tables/families.ts';

const entriesOf = (load: (typeof families)[string]): NonNullable<CommandList['families']>[string] => {
  return async () => (await import('./entries-of-operations.ts')).entriesOfOperations(await load());
};

/** Every command of the engine API: a file for each first word, read only when it is typed. */
export const operationCommands: CommandList = {
  title: 'Commands of the engine API',
  groups: Object.fromEntries(Object.keys(families).map((word) => [word, groupSummaries[word] ?? ''])),
  entries: [],
  families: Object.fromEntries(Object.entries(families).map(([word, load]) => [word, entriesOf(load)])),
};

import type { CommandEntry, CommandList } from './command.ts';

/** Every command of a list, those of its families included. */
export async function listCommands({ entries, families = {}, isLocal }: CommandList): Promise<readonly CommandEntry[]> {
  const all = [...entries, ...(await Promise.all(Object.values(families).map((load) => load()))).flat()];
  return isLocal ? all.map((entry) => ({ ...entry, isLocal })) : all;
}

/** Every command of every list. */
export const listEveryCommand = async (lists: readonly CommandList[]): Promise<readonly CommandEntry[]> =>
  (await Promise.all(lists.map(listCommands))).flat();

/** What the commands that begin with these words are for. */
export const findGroupSummary = (lists: readonly CommandList[], words: string): string | undefined =>
  lists.map(({ groups }) => (Object.hasOwn(groups, words) ? groups[words] : undefined)).find((summary) => summary !== undefined);

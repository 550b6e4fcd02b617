import type { CommandEntry } from '../command.ts';
import { aliasesOf } from './aliases-of.ts';
import type { OperationCommand } from './operation-command.ts';

/** The lines that operations have in the list of commands. */
export function entriesOfOperations(operations: readonly OperationCommand[]): readonly CommandEntry[] {
  const aliases = aliasesOf(operations.map(({ path }) => path));
  return operations.map((operation) => {
    const { path, summary } = operation;
    const alias = aliases.get(path);
    return {
      path,
      summary,
      ...(alias === undefined ? {} : { alias }),
      load: async () => (await import('./command-of-operation.ts')).commandOfOperation(operation),
    };
  });
}

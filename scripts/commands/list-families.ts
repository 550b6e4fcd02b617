import type { OperationCommand } from '../../src/cli/operations/operation-command.ts';
import { engineOperations } from '../../src/http/engine-api/registry.ts';
import { deriveOperation } from './derive-operation.ts';

/** The commands of all operations of the engine API, by their first word. */
export function listFamilies(): ReadonlyMap<string, readonly OperationCommand[]> {
  const families = new Map<string, OperationCommand[]>();
  for (const operation of engineOperations.map(deriveOperation)) {
    const [word = ''] = operation.path;
    families.set(word, [...(families.get(word) ?? []), operation]);
  }
  return families;
}

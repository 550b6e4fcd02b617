import { execFileSync } from 'node:child_process';
import { globSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../docs/root.ts';
import { listFamilies } from './list-families.ts';
import { renderRegistryModule, renderTableModule } from './render-table.ts';

const folder = join(root, 'src/cli/operations/tables');
const registry = join(root, 'src/cli/operations/registry.ts');
const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');

/** Writes the tables of the engine API's commands, as the formatter has them. */
export function writeTables(): void {
  const families = listFamilies();
  for (const file of globSync('*.ts', { cwd: folder })) rmSync(join(folder, file));
  for (const [word, operations] of families) writeFileSync(join(folder, `${word}.ts`), renderTableModule(word, operations));
  writeFileSync(registry, renderRegistryModule([...families.keys()].sort()));
  execFileSync(process.execPath, [biome, 'check', '--write', folder, registry], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** `npm run docs`: writes the commands of operations, the parts of the documents that restate code, and prints the clauses that no test names. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeTables } from '../commands/write-tables.ts';
import { listClauses } from './conformance/list-clauses.ts';
import { renderDocuments } from './render-documents.ts';
import { root } from './root.ts';

writeTables(); // first: the reference is rendered from the commands
for (const { file, current, fresh } of await renderDocuments()) {
  if (fresh === current) continue;
  writeFileSync(join(root, file), fresh);
  process.stdout.write(`wrote ${file}\n`);
}
for (const { spec, number, title, tests } of listClauses()) {
  if (tests.length === 0) process.stdout.write(`no test names ${spec} §${number}: ${title}\n`);
}

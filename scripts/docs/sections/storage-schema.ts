import { migrations } from '../../../src/stores/migrations/registry.ts';
import { nouns } from '../../../src/stores/nouns/registry.ts';
import { code, type Section, table } from '../section.ts';

interface Table {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string; readonly rule: string }[];
  readonly indexes: readonly string[];
}

const tableStatement = /create table (?:if not exists )?(\w+) \(([\s\S]*)\)/i;
const columnStatement = /alter table (\w+) add column (\w+) (\w+) ?(.*)/i;
const indexStatement = /create (unique )?index (?:if not exists )?\w+ on (\w+) ([\s\S]+)/i;

/** Splits a list of columns at the commas outside brackets. */
const splitColumns = (text: string): readonly string[] => text.split(/,(?![^(]*\))/).map((column) => column.trim().replaceAll(/\s+/g, ' '));

const readTables = (): readonly Table[] => {
  const statements = migrations.flatMap((migration) => migration.statements);
  const indexes = statements.flatMap((statement) => {
    const [, unique, name, columns] = indexStatement.exec(statement) ?? [];
    return name === undefined ? [] : [{ name, text: `${unique ?? ''}${(columns ?? '').replaceAll(/\s+/g, ' ')}` }];
  });
  const added = statements.flatMap((statement) => {
    const [, table, name = '', type = '', rule = ''] = columnStatement.exec(statement) ?? [];
    return table === undefined ? [] : [{ table, column: { name, type, rule } }];
  });
  return statements.flatMap((statement) => {
    const [, name, body] = tableStatement.exec(statement) ?? [];
    if (name === undefined || body === undefined) return [];
    const columns = splitColumns(body).map((column) => {
      const [first = '', type = '', ...rule] = column.split(' ');
      return { name: first, type, rule: rule.join(' ') };
    });
    const later = added.filter(({ table }) => table === name).map(({ column }) => column);
    return [{ name, columns: [...columns, ...later], indexes: indexes.filter((index) => index.name === name).map(({ text }) => text) }];
  });
};

const renderTable = ({ name, columns, indexes }: Table): string => {
  const sealed = nouns.flatMap((noun) => noun.sealed).filter((column) => column.table === name);
  const isSealed = (column: string): boolean => sealed.some((candidate) => candidate.column === column);
  return [
    `### ${code(name)}`,
    '',
    table(
      ['column', 'type', 'rule'],
      columns.map((column) => [
        code(column.name),
        column.type,
        [column.rule, isSealed(column.name) ? '**sealed**' : ''].filter(Boolean).join(', '),
      ]),
    ),
    ...(indexes.length === 0 ? [] : ['', `Indexes: ${indexes.map(code).join(' · ')}`]),
  ].join('\n');
};

/** Every table, as the migrations make it. */
export const storageSchema: Section = {
  file: 'docs/storage-schema.md',
  name: 'tables',
  render: () => readTables().map(renderTable).join('\n\n'),
};

import type { AnyChange } from './database.ts';
import { encodeValue, type StoredValue } from './encode-value.ts';
import type { ColumnType, Noun, Value, Write } from './noun.ts';
import type { Sealer } from './sealer.ts';

/** A noun's write under the name of its change. */
export interface NamedWrite {
  readonly change: string;
  // biome-ignore lint/suspicious/noExplicitAny: each write binds its own change; it was found by the change's name
  readonly write: Write<any>;
}

/** A change taken apart: which write keeps it, and the values of the write's parameters in their order. */
export interface BoundWrite<Statement> {
  readonly statement: Statement;
  readonly values: readonly StoredValue[];
}

/** Takes changes apart. Sealing may have to wait for the keyring first. */
export type BindChanges<Statement> = (
  changes: readonly AnyChange[],
) => readonly BoundWrite<Statement>[] | Promise<readonly BoundWrite<Statement>[]>;

interface Binding<Statement> {
  readonly statement: Statement;
  readonly seals: boolean;
  bind(change: AnyChange): BoundWrite<Statement>;
}

/**
 * Prepares every write of the nouns: `compile` makes the driver's statement of each.
 *
 * @throws Error when two nouns keep one change, or a sealed parameter could not be bound to its row: a noun was written wrong
 */
export function createBindChanges<Statement>(
  nouns: readonly Noun[],
  sealer: Sealer,
  compile: (write: NamedWrite) => Statement,
): BindChanges<Statement> {
  const bindings = new Map<string, Binding<Statement>>();
  for (const noun of nouns) {
    for (const [change, write] of Object.entries(noun.writes)) {
      if (bindings.has(change)) throw new Error(`two nouns keep the change ${change}`);
      bindings.set(change, createBinding(noun, { change, write }, sealer, compile({ change, write })));
    }
  }
  const find = ({ change }: AnyChange): Binding<Statement> => {
    const binding = bindings.get(change);
    if (binding === undefined) throw new Error(`no noun keeps the change ${change}`);
    return binding;
  };
  return (changes) => {
    const found = changes.map(find);
    const bindAll = (): readonly BoundWrite<Statement>[] => changes.map((change, index) => (found[index] ?? find(change)).bind(change));
    const waiting = found.some(({ seals }) => seals) ? sealer.prepare() : undefined;
    return waiting === undefined ? bindAll() : waiting.then(bindAll);
  };
}

function createBinding<Statement>(noun: Noun, { change, write }: NamedWrite, sealer: Sealer, statement: Statement): Binding<Statement> {
  const parameters = Object.entries(write.parameters);
  const sealed = parameters.filter(([, type]) => type === 'sealed').map(([name]) => name);
  const unbound = sealed.find((name) => !noun.sealed.some(({ table, column }) => table === write.table && column === name));
  if (unbound !== undefined) throw new Error(`${change} seals ${write.table}.${unbound}, which its noun does not list as sealed`);
  const [keyName = '', ...otherKeys] = write.key;
  if (sealed.length > 0 && otherKeys.length > 0) throw new Error(`${change} seals a value and has more than one key parameter`);

  const encode = (name: string, type: ColumnType, value: Value, row: string): StoredValue =>
    type === 'sealed' && typeof value === 'string'
      ? sealer.seal({ table: write.table, column: name, row }, value)
      : encodeValue(type, value);
  return {
    statement,
    seals: sealed.length > 0,
    bind: (value) => {
      const bound = write.bind(value);
      const row = String(bound[keyName]);
      return { statement, values: parameters.map(([name, type]) => encode(name, type, bound[name], row)) };
    },
  };
}

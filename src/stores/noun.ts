/**
 * The language in which a noun says how it is kept: once, in SQL both databases speak.
 *
 * SQLite runs each write as one prepared statement; PostgreSQL runs all writes of one kind that arrive in one turn as one
 * statement over `unnest`. Both are made from the same text, in which `:name` stands for a parameter.
 */

/**
 * How a value is kept. `boolean` is the integer 0 or 1 (conditions say `= 1`), `json` is text, and `sealed` is text encrypted by the
 * keyring, bound to table, column and row.
 */
export type ColumnType = 'text' | 'integer' | 'boolean' | 'json' | 'sealed';

/** A value on its way into the store. undefined is kept as NULL. Sealed values travel as plain text and are sealed by the store. */
export type Value = string | number | boolean | object | undefined;

/** One kind of change, as SQL. */
export interface Write<Change> {
  readonly kind: 'insert' | 'update' | 'delete';
  readonly table: string;
  /** The parameters of one change and their types. An insert writes each into the column of its name. */
  readonly parameters: Readonly<Record<string, ColumnType>>;
  /**
   * The parameters that name the row. Two writes of one kind with equal keys never share a batch. A write with sealed parameters
   * has one key parameter, the value of the primary key, and each sealed parameter has the name of its column: they are bound to it.
   */
  readonly key: readonly string[];
  /** update: the assignments, e.g. `consumed_at = :at`. */
  readonly set?: string;
  /** update, delete: the condition. insert: an optional condition on the whole row. */
  readonly where?: string;
  /**
   * insert: what happens when the row is there already, e.g. `on conflict (id) do update set used = attempts.used + 1`. It names
   * the new values `excluded.column` and holds no parameters.
   * @default 'on conflict do nothing', so that with `expects: 'one'` a taken key is a conflict
   */
  readonly otherwise?: string;
  /** `one`: a write that touches no row makes its commit a conflict. `any`: it may touch none or many. */
  readonly expects: 'one' | 'any';
  /** Takes the change apart into parameters. */
  bind(change: Change): Readonly<Record<string, Value>>;
}

/** Where a sealed column of an answer was sealed: the keyring needs all three to open it. */
export interface SealedColumn {
  readonly sealed: { readonly table: string; readonly column: string; readonly row: string };
}

/** A row as `columns` types it: NULL is undefined, booleans are booleans, JSON is parsed, sealed text is opened. */
// biome-ignore lint/suspicious/noExplicitAny: the columns of an answer are typed by the noun that reads them
export type Row = Readonly<Record<string, any>>;

/** One question to the store, as SQL. */
export interface Read<Parameters extends Readonly<Record<string, Value>>, Answer> {
  readonly parameters: Readonly<Record<keyof Parameters & string, ColumnType>>;
  /** A `select`, with `:name` for parameters. With `answer: 'one'` it finds at most one row: by a unique key, or by `limit 1`. */
  readonly sql: string;
  readonly columns: Readonly<Record<string, ColumnType | SealedColumn>>;
  readonly answer: 'one' | 'many';
  /** Makes the record from a row. */
  record(row: Row): Answer;
}

/** A write for each of a room's changes that concern one noun, by the change's name. */
export type Writes<Change extends { readonly change: string }> = {
  readonly [Name in Change['change']]: Write<Extract<Change, { readonly change: Name }>>;
};

/** Which rows of a table are past keeping. The column compared wants an index. */
export interface Sweep {
  readonly table: string;
  /** The primary key: a column, or several with commas between. */
  readonly key: string;
  /** The condition; `:before` is the present time. Rows that are kept longer say so: `expires_at < :before - 86400`. */
  readonly where: string;
}

/** What a noun adds to the store: the writes, the sealed columns that key rotation must walk, the rows that expire. */
export interface Noun {
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: each write binds its own change; the driver looks it up by name
  readonly writes: Readonly<Record<string, Write<any>>>;
  /** Columns the keyring seals: key rotation re-seals them. `row` is the primary key column they are bound to. */
  readonly sealed: readonly { readonly table: string; readonly column: string; readonly row: string }[];
  readonly sweep?: Sweep;
}

/** Asks one question. */
export type AskOne = <Parameters extends Readonly<Record<string, Value>>, Answer>(
  read: Read<Parameters, Answer>,
  parameters: Parameters,
) => Answer | undefined | Promise<Answer | undefined>;

/** Asks for a list. */
export type AskMany = <Parameters extends Readonly<Record<string, Value>>, Answer>(
  read: Read<Parameters, Answer>,
  parameters: Parameters,
) => readonly Answer[] | Promise<readonly Answer[]>;

/**
 * One migration: forward-only DDL that both databases take. Columns are `text` or `integer`. Tables are made STRICT in SQLite; in
 * PostgreSQL `integer` becomes 64 bits wide and `text` sorts by character code, so that time-ordered keys append to their tree.
 */
export interface Migration {
  /** Ascending in the registry; never reused, never edited once released. */
  readonly number: number;
  readonly name: string;
  readonly statements: readonly string[];
}

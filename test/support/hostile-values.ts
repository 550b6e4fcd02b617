import fc from 'fast-check';

/** The part of a JSON Schema that values are made from. */
export interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: string;
  readonly pattern?: string;
}

/** What no field expects: wrong types, huge and odd values, and texts that databases, URLs, patterns and prototypes choke on. */
export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1.5,
    1e308,
    2 ** 53,
    [],
    {},
    [[]],
    '',
    ' ',
    '\0',
    '\ud800',
    '\u202e',
    '__proto__',
    '*',
    '0001-01-01T00:00:00Z',
  ),
  fc.constantFrom<unknown>(
    'x'.repeat(5000),
    '(a+)+$',
    '[',
    'https://[::1',
    'http://a b',
    'javascript:alert(1)',
    '9999-12-31T23:59:60Z',
    "' or 1=1 --",
    '%00',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.json({ maxDepth: 3 }).map((text) => JSON.parse(text) as unknown),
);

/**
 * Values of a schema, now and then hostile ones.
 *
 * @param likelyText - text that a person might write into such a field
 */
export function valuesOf(schema: Schema, likelyText: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const { anyOf, properties, patternProperties, items } = schema;
  const below = (each: Schema): fc.Arbitrary<unknown> => valuesOf(each, likelyText);
  const likely = (): fc.Arbitrary<unknown> => {
    if (schema.const !== undefined) return fc.constant(schema.const);
    if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
    if (anyOf !== undefined) return fc.oneof(...anyOf.map(below));
    if (properties !== undefined) {
      const members = Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, below(member)]));
      return fc.record(members, { requiredKeys: [] });
    }
    if (patternProperties !== undefined) {
      return fc.dictionary(
        fc.constantFrom('a', '__proto__', 'constructor', 'contents', 'CLIENT_ID', '\0'),
        below(Object.values(patternProperties)[0] ?? {}),
        { maxKeys: 3 },
      );
    }
    if (items !== undefined) return fc.array(below(items), { maxLength: 3 });
    if (schema.type === 'integer') return fc.integer({ min: schema.minimum ?? -5, max: schema.maximum ?? 2 ** 31 });
    if (schema.type === 'boolean') return fc.boolean();
    return fc.oneof(likelyText, hostile);
  };
  return fc.oneof({ weight: 6, arbitrary: likely() }, { weight: 1, arbitrary: hostile });
}

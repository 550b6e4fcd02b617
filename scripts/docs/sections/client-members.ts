import { clientMembers } from '../../../src/http/engine-api/client-members/registry.ts';
import { isJsonObject } from '../../../src/protocol/jose/parse-object.ts';
import { describeType } from '../engine-api/describe-type.ts';
import { code, plain, type Section, table } from '../section.ts';

const file = 'docs/client-object.md';

const describe = (schema: unknown): string =>
  isJsonObject(schema) && typeof schema.description === 'string' ? plain(schema.description) : '';

const row = (name: string, schema: unknown, isSettable: boolean): readonly string[] => [
  code(name),
  describeType(schema),
  isSettable ? 'yes' : '',
  describe(schema),
];

/** The members of a member that is an object. */
const partsOf = (schema: unknown): readonly (readonly [string, unknown])[] =>
  isJsonObject(schema) && isJsonObject(schema.properties) ? Object.entries(schema.properties) : [];

/** The members of the client object that are honoured. */
export const clientMemberTable: Section = {
  file,
  name: 'client members',
  render: () =>
    table(
      ['member', 'type', 'can be set', 'says'],
      clientMembers.flatMap(({ name, schema, write, isRefused }) => {
        if (isRefused === true) return [];
        const isSettable = write !== undefined;
        return [row(name, schema, isSettable), ...partsOf(schema).map(([part, inner]) => row(`${name}.${part}`, inner, isSettable))];
      }),
    ),
};

/** Those of features we do not have. */
export const refusedClientMembers: Section = {
  file,
  name: 'refused client members',
  render: () =>
    table(
      ['member', 'of'],
      clientMembers
        .filter(({ isRefused }) => isRefused === true)
        .map(({ name, schema }) => [code(name), describe(schema).replace(/^Not supported: (.*)\.$/, '$1')]),
    ),
};

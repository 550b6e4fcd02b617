import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { root, type SourceFile, shippedFiles } from './source-files.ts';

interface WireValue {
  readonly value: string;
  readonly definedBy: string;
}

const wireValues: WireValue[] = [];

/** The lists of things known by a wire value: grant types, client authentication methods, provider types. */
const valuesOf = (list: unknown): readonly string[] =>
  Array.isArray(list)
    ? list.flatMap((item: { readonly name?: unknown; readonly type?: unknown }) =>
        [item.name, item.type].filter((value) => typeof value === 'string'),
      )
    : [];

before(async () => {
  const registries = shippedFiles.filter(({ path }) => /^src\/(?:engine|broker)\/.*registry\.ts$/.test(path));
  for (const { path } of registries) {
    const exported: Record<string, unknown> = await import(join(root, path));
    const definedBy = path.slice(0, path.lastIndexOf('/') + 1);
    wireValues.push(...Object.values(exported).flatMap((list) => valuesOf(list).map((value) => ({ value, definedBy }))));
  }
});

const middleRooms: readonly string[] = ['engine', 'broker', 'identity'];

/** A middle room that does not know the list talks of other servers' values; `prompt=none` is no client authentication. */
const isMeantBy = ({ value, definedBy }: WireValue, { path, room }: SourceFile): boolean =>
  (!middleRooms.includes(room) || definedBy.startsWith(`src/${room}/`)) &&
  (value !== 'none' || /^src\/(?:engine\/(?:client|token)|http\/oauth\/)/.test(path));

test('no wire value of a registered thing is compared outside the file that defines it', () => {
  const wrong = wireValues.flatMap((wireValue) => {
    const { value, definedBy } = wireValue;
    const literal = `'${value.replace(/[^\w]/g, '\\$&')}'`;
    const comparison = new RegExp(`(?:[=!]==|\\bcase)\\s*${literal}|${literal}\\s*[=!]==`);
    return shippedFiles
      .filter((file) => comparison.test(file.code) && isMeantBy(wireValue, file))
      .filter(({ path, code }) => !(path.startsWith(definedBy) && /\b(?:name|type): /.test(code) && code.includes(`: '${value}'`)))
      .map(({ path }) => `${path} compares '${value}', which ${definedBy} defines`);
  });
  assert.deepEqual(wrong, []);
});

test('a registry lists each wire value once', () => {
  const keys = wireValues.map(({ value, definedBy }) => `${definedBy} ${value}`);
  assert.deepEqual(
    keys.filter((key, index) => keys.indexOf(key) !== index),
    [],
  );
});

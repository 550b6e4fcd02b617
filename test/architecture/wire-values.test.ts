import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { root, shippedFiles } from './source-files.ts';

interface WireValue {
  readonly value: string;
  readonly definedBy: string;
}

const wireValues: WireValue[] = [];

/** The lists of things known by a wire value: grant types, client authentication methods, provider types. */
const isList = (value: unknown): value is readonly { readonly name: string }[] =>
  Array.isArray(value) &&
  value.every((item: unknown) => typeof item === 'object' && item !== null && 'name' in item && typeof item.name === 'string');

before(async () => {
  const registries = shippedFiles.filter(({ path }) => /^src\/(?:engine|broker)\/.*registry\.ts$/.test(path));
  for (const { path } of registries) {
    const exported: Record<string, unknown> = await import(join(root, path));
    for (const list of Object.values(exported).filter(isList)) {
      for (const { name } of list) wireValues.push({ value: name, definedBy: path.slice(0, path.lastIndexOf('/') + 1) });
    }
  }
});

/** `none` is a client authentication method and an everyday word: it is looked for where the former is meant. */
const isMeantBy = (value: string, path: string): boolean => value !== 'none' || /^src\/(?:engine|http\/oauth)\//.test(path);

test('no wire value of a registered thing is compared outside the file that defines it', () => {
  const wrong = wireValues.flatMap(({ value, definedBy }) => {
    const literal = `'${value.replace(/[^\w]/g, '\\$&')}'`;
    const comparison = new RegExp(`(?:[=!]==|\\bcase)\\s*${literal}|${literal}\\s*[=!]==`);
    return shippedFiles
      .filter(({ path, code }) => comparison.test(code) && isMeantBy(value, path))
      .filter(({ path, code }) => !(path.startsWith(definedBy) && code.includes(`name: '${value}'`)))
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

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { helperLine, isOurHelper } from './helper-line.ts';
import { type ConfigEntry, type ConfigStep, type InstallWish, planInstall, planUninstall } from './plan-config.ts';

const url = 'https://github.com';
const helper = helperLine({ node: '/usr/bin/node', script: '/usr/local/bin/grantry', flags: [] });
const older = helperLine({ node: '/opt/node 22/node', script: "/opt/ada's/grantry.js", flags: ['--account', 'a b'] });
const wish: InstallWish = { url, helper, usesHttpPath: false, isOnly: false };
const key = `credential.${url}.helper`;
const entries = (...helpers: readonly string[]): readonly ConfigEntry[] => helpers.map((value) => ({ url, name: 'helper', value }));

test('a helper is a line for the shell, quoted as a shell wants it', () => {
  assert.equal(helper, "!'/usr/bin/node' '/usr/local/bin/grantry' git-credential");
  assert.equal(older, "!'/opt/node 22/node' '/opt/ada'\\''s/grantry.js' git-credential --account 'a b'");
});

for (const [line, ours] of [
  [helper, true],
  [older, true],
  ['!grantry git-credential', true],
  ['!grantry git-credential --url https://grantry.example', true],
  ['!/usr/bin/gh auth git-credential', false],
  ["!'/usr/bin/gh' auth git-credential", false],
  ['grantry git-credential', false],
  ['store', false],
  ['', false],
] as const) {
  test(`${line} is ${ours ? '' : 'not '}ours`, () => assert.equal(isOurHelper(line), ours));
}

const installs: readonly (readonly [string, readonly ConfigEntry[], Partial<InstallWish>, readonly ConfigStep[]])[] = [
  ['nothing is there', [], {}, [['--add', key, helper]]],
  ['it is there', entries(helper), {}, []],
  ['others are there', entries('store'), {}, [['--add', key, helper]]],
  ['it is there among others', entries('cache', helper, 'store'), {}, []],
  ['another URL has it', [{ url: 'https://gitlab.com', name: 'helper', value: helper }], {}, [['--add', key, helper]]],
  [
    'an older one is there',
    entries('cache', older),
    {},
    [
      ['--fixed-value', '--unset-all', key, older],
      ['--add', key, helper],
    ],
  ],
  [
    'it is to be the only one',
    entries('cache'),
    { isOnly: true },
    [
      ['--add', key, ''],
      ['--add', key, helper],
    ],
  ],
  ['it is the only one', entries('', helper), { isOnly: true }, []],
  ['somebody made it the only one', entries('', helper), {}, []],
  ['somebody else resets the helpers', entries('', 'store'), {}, [['--add', key, helper]]],
  ['paths are wanted', entries(helper), { usesHttpPath: true }, [[`credential.${url}.useHttpPath`, 'true']]],
  ['paths are said', [...entries(helper), { url, name: 'useHttpPath', value: 'true' }], { usesHttpPath: true }, []],
];
for (const [title, before, change, steps] of installs) {
  test(`install: ${title}`, () => assert.deepEqual(planInstall(before, { ...wish, ...change }), steps));
}

const withPath = (...helpers: readonly string[]): readonly ConfigEntry[] => [
  ...entries(...helpers),
  { url, name: 'useHttpPath', value: 'true' },
];
const uninstalls: readonly (readonly [string, readonly ConfigEntry[], readonly string[], readonly ConfigStep[]])[] = [
  ['nothing is there', [], [], []],
  ['others stay', entries('', 'store'), [], []],
  [
    'every line of ours goes',
    entries(older, 'store', helper),
    [],
    [older, helper].map((line) => ['--fixed-value', '--unset-all', key, line]),
  ],
  ['the reset goes too', entries('', helper), [], [helper, ''].map((line) => ['--fixed-value', '--unset-all', key, line])],
  [
    'paths go with the last helper',
    withPath(helper),
    [],
    [
      ['--fixed-value', '--unset-all', key, helper],
      ['--unset-all', `credential.${url}.useHttpPath`],
    ],
  ],
  ['paths stay for another helper', withPath('store', helper), [], [['--fixed-value', '--unset-all', key, helper]]],
  ['only of the URLs that are named', entries(helper), ['https://gitlab.com'], []],
];
for (const [title, before, urls, steps] of uninstalls) {
  test(`uninstall: ${title}`, () => assert.deepEqual(planUninstall(before, urls), steps));
}

/** What git makes of the steps. */
const apply = (before: readonly ConfigEntry[], steps: readonly ConfigStep[]): readonly ConfigEntry[] =>
  steps.reduce<readonly ConfigEntry[]>((now, step) => {
    const [value = ''] = step.slice(-1);
    if (step[0] === '--fixed-value') return now.filter((entry) => entry.name !== 'helper' || entry.value !== value);
    if (step[0] === '--add') return now.concat({ url, name: 'helper', value });
    return now
      .filter((entry) => entry.name !== 'useHttpPath')
      .concat(step[0] === '--unset-all' ? [] : [{ url, name: 'useHttpPath', value }]);
  }, before);

const anyEntries = fc.array(
  fc.constantFrom('', 'store', 'cache', helper, older).map((value): ConfigEntry => ({ url, name: 'helper', value })),
);
const anyWish = fc.record({ usesHttpPath: fc.boolean(), isOnly: fc.boolean() });

test('install is done once, and keeps the helpers of others in their order', () => {
  const others = (list: readonly ConfigEntry[]) =>
    list.filter(({ name, value }) => name === 'helper' && value !== '' && !isOurHelper(value));
  fc.assert(
    fc.property(anyEntries, anyWish, (before, change) => {
      const after = apply(before, planInstall(before, { ...wish, ...change }));
      assert.deepEqual(others(after), others(before));
      assert.deepEqual(planInstall(after, { ...wish, ...change }), []);
      assert.deepEqual(planUninstall(apply(after, planUninstall(after, [])), []), []);
    }),
  );
});

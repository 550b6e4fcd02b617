import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatPermissions, parseInstallationName, parsePermission, parsePermissions, permissionLevels } from './installation-rule.ts';

for (const [text, expected] of [
  ['contents=read', ['contents', 'read']],
  ['contents:write', ['contents', 'write']],
  ['organization_self_hosted_runners=admin', ['organization_self_hosted_runners', 'admin']],
  ['contents', ['contents', 'read']],
  ['contents=', undefined],
  ['contents=none', undefined],
  ['=read', undefined],
  ['', undefined],
  ['Contents=read', undefined],
  ['__proto__=read', undefined],
  ['contents=read=write', undefined],
] as const) {
  test(`the permission ${JSON.stringify(text)} is ${expected === undefined ? 'none' : expected.join(' at ')}`, () => {
    assert.deepEqual(parsePermission(text), expected);
  });
}

test('of a permission named twice the higher level counts', () => {
  assert.deepEqual(parsePermissions(['contents=write', 'contents=read', 'issues']), { contents: 'write', issues: 'read' });
  assert.equal(parsePermissions(['contents=write', 'nonsense!']), undefined);
});

test('permissions that are written are read as the same', () => {
  const permissions = fc.dictionary(fc.stringMatching(/^[a-z][a-z_]{0,20}$/), fc.constantFrom(...permissionLevels));
  fc.assert(fc.property(permissions, (each) => assert.deepEqual(parsePermissions(formatPermissions(each)), { ...each })));
});

test('digits are an installation’s id, anything else is its owner, if it can be one', () => {
  assert.deepEqual(['42', 'octo-org', 'ada_corp', '0', 'a/b', '', '../x'].map(parseInstallationName), [
    { id: 42 },
    { owner: 'octo-org' },
    { owner: 'ada_corp' },
    { owner: '0' },
    undefined,
    undefined,
    undefined,
  ]);
});

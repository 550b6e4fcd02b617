import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type AppPermissions, includesLevel, permissionLevels } from '../../protocol/installation-rule.ts';
import { decideInstallationToken, type InstallationLimit } from './decide-installation-token.ts';
import type { InstallationWish } from './ports.ts';

const few = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value[]> => fc.array(value, { maxLength: 4 });
const repositories = few(fc.constantFrom('app', 'APP', 'site', 'notes', '__proto__'));
const names = fc.constantFrom('contents', 'issues', 'metadata', 'constructor', 'toString');
const permissions: fc.Arbitrary<AppPermissions> = few(fc.tuple(names, fc.constantFrom(...permissionLevels))).map(Object.fromEntries);
const maybe = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> => fc.option(value, { nil: undefined });

const limits: fc.Arbitrary<InstallationLimit[]> = few(
  fc.record({ installationId: fc.integer({ min: 1, max: 3 }), repositories: maybe(repositories), permissions: maybe(permissions) }),
);
const wishes: fc.Arbitrary<InstallationWish> = fc.record({
  installationId: fc.integer({ min: 1, max: 3 }),
  repositories: maybe(repositories),
  repositoryIds: maybe(few(fc.integer({ min: 1 }))),
  permissions: maybe(permissions),
});

const lower = (list: readonly string[]): readonly string[] => list.map((each) => each.toLowerCase());

/** Whether what was asked of GitHub is within what is allowed, in words of its own. */
const isWithin = (wish: InstallationWish, limit: InstallationLimit): boolean =>
  wish.installationId === limit.installationId &&
  (limit.repositories === undefined ||
    (wish.repositories !== undefined &&
      wish.repositoryIds === undefined &&
      lower(wish.repositories).every((name) => lower(limit.repositories ?? []).includes(name)))) &&
  (limit.permissions === undefined ||
    (wish.permissions !== undefined &&
      Object.entries(wish.permissions).every(([name, level]) => {
        const allowed = Object.entries(limit.permissions ?? {}).find(([each]) => each === name);
        return allowed !== undefined && includesLevel(allowed[1], level);
      })));

test('a request never gets more than one of the rules allows', () => {
  fc.assert(
    fc.property(wishes, limits, (wish, all) => {
      const decision = decideInstallationToken(wish, all);
      if (decision.action === 'mint') assert.ok(all.some((limit) => isWithin(decision.wish, limit)));
    }),
  );
});

test('a request never gets more than it names, nor anything it does not know it gets', () => {
  fc.assert(
    fc.property(wishes, fc.option(limits, { nil: undefined }), (wish, all) => {
      const decision = decideInstallationToken(wish, all);
      if (decision.action !== 'mint') return;
      assert.ok(isWithin(decision.wish, { installationId: wish.installationId, permissions: wish.permissions }));
      if (wish.repositories !== undefined) assert.deepEqual(decision.wish.repositories, wish.repositories);
      if (wish.repositoryIds !== undefined) assert.deepEqual(decision.wish.repositoryIds, wish.repositoryIds);
    }),
  );
});

test('an empty list is never sent to GitHub, which might take it for everything', () => {
  fc.assert(
    fc.property(wishes, fc.option(limits, { nil: undefined }), (wish, all) => {
      const decision = decideInstallationToken(wish, all);
      if (decision.action !== 'mint') return;
      assert.notEqual(decision.wish.repositories?.length, 0);
      assert.notEqual(decision.wish.repositoryIds?.length, 0);
      assert.notDeepEqual(decision.wish.permissions, {});
    }),
  );
});

test('what a rule allows in full may be had by asking for nothing in particular', () => {
  fc.assert(
    fc.property(limits, (all) => {
      const [limit] = all;
      if (limit === undefined || limit.repositories?.length === 0 || Object.keys(limit.permissions ?? { some: '' }).length === 0) return;
      const decision = decideInstallationToken({ installationId: limit.installationId }, [limit]);
      const given = decision.action === 'mint' ? decision.wish : undefined;
      assert.deepEqual([given?.repositories, given?.permissions], [limit.repositories, limit.permissions]);
    }),
  );
});

const limit: InstallationLimit = { installationId: 1, repositories: ['app'], permissions: { contents: 'write' } };

for (const [what, wish, cause] of [
  ['another installation', { installationId: 2 }, /installation 2/],
  ['a repository beyond the rule', { installationId: 1, repositories: ['app', 'site'] }, /not allowed: site/],
  ['repositories by id, where names are allowed', { installationId: 1, repositoryIds: [7] }, /must be named/],
  ['a higher level', { installationId: 1, permissions: { contents: 'admin' } }, /contents:admin/],
  ['another permission', { installationId: 1, permissions: { issues: 'read' } }, /issues:read/],
] as const) {
  test(`${what} is refused, and said`, () => {
    const decision = decideInstallationToken(wish, [limit]);
    assert.match(decision.action === 'refuse' ? decision.cause : '', cause);
  });
}

test('repositories are compared as GitHub does, in either case, and a lower level is within a higher one', () => {
  const wish = { installationId: 1, repositories: ['App'], permissions: { contents: 'read' } } as const;
  assert.deepEqual(decideInstallationToken(wish, [limit]), { action: 'mint', wish });
});

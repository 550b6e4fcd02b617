import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type PlannedStatement, planBatch, type Request } from './plan-batch.ts';
import { createWriteStatement, type WriteStatement } from './write-statement.ts';

const statementOf = (change: string): WriteStatement =>
  createWriteStatement({
    change,
    write: { kind: 'delete', table: 'things', parameters: { id: 'text' }, key: ['id'], expects: 'one', bind: () => ({}) },
  });
const statements = { consume: statementOf('consume'), insert: statementOf('insert'), revoke: statementOf('revoke') };
const kinds = Object.values(statements);

const requestOf = (...writes: readonly (readonly [WriteStatement, string])[]): Request => ({
  writes: writes.map(([statement, id]) => ({ statement, values: [id] })),
});
const show = (planned: readonly PlannedStatement<Request>[]): readonly string[] =>
  planned.map(({ statement, rows }) => `${statement.change} ${rows.map(({ values }) => values[0]).join(' ')}`);

test('writes of one kind become one statement, in the order of their keys', () => {
  const { consume, insert } = statements;
  const plan = planBatch([requestOf([consume, 'c'], [insert, 'x']), requestOf([consume, 'a'], [insert, 'z']), requestOf([insert, 'b'])]);
  assert.deepEqual(show(plan.first), ['consume a c', 'insert b']);
  assert.deepEqual(show(plan.rest), ['insert x z']);
});

test('requests whose orders contradict one another get statements of their own', () => {
  const { consume, insert, revoke } = statements;
  const plan = planBatch([
    requestOf([consume, 'a'], [insert, 'a'], [revoke, 'a']),
    requestOf([consume, 'b'], [revoke, 'b'], [insert, 'b']),
  ]);
  assert.deepEqual(show(plan.rest), ['insert a', 'revoke a b', 'insert b']);
});

test('every write is planned once, and each request keeps its order', () => {
  const arbitraryRequest = fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.array(arbitraryRequest, { maxLength: 8 }), (planned) => {
      const requests = planned.map((writes, request) =>
        requestOf(...writes.map((statement, position) => [statement, `${request}.${position}`] as const)),
      );
      const { first, rest } = planBatch(requests);
      const order = [...first, ...rest].flatMap(({ statement, rows }) => rows.map((row) => ({ statement, ...row })));
      for (const request of requests) {
        const found = order.filter((row) => row.request === request).map(({ statement, values }) => ({ statement, values }));
        assert.deepEqual(found, request.writes);
      }
      for (const { statement, rows } of [...first, ...rest]) {
        assert.equal(new Set(rows.map(({ values }) => statement.keyOf(values))).size, rows.length);
      }
    }),
  );
});

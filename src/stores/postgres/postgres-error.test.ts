import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isConnectionError, isTaken, isTransient, sqlStateOf } from './postgres-error.ts';

const fromServer = (code: string): Error => Object.assign(new Error('server'), { code, severity: 'ERROR' });
const fromSocket = (code: string): Error => Object.assign(new Error('socket'), { code });

const classes: readonly (readonly [string, Error, 'transient' | 'connection' | 'statement'])[] = [
  ['a deadlock', fromServer('40P01'), 'transient'],
  ['a serialization failure', fromServer('40001'), 'transient'],
  ['the server shutting down', fromServer('57P01'), 'connection'],
  ['the server starting up', fromServer('57P03'), 'connection'],
  ['too many connections', fromServer('53300'), 'connection'],
  ['a primary that became a standby', fromServer('25006'), 'connection'],
  ['a broken pipe', fromSocket('EPIPE'), 'connection'],
  ['a refused connection', fromSocket('ECONNREFUSED'), 'connection'],
  ['a connection that ended', new Error('Connection terminated unexpectedly'), 'connection'],
  ['a wrong password', fromServer('28P01'), 'statement'],
  ['a database that is not there', fromServer('3D000'), 'statement'],
  ['a NULL where none may be', fromServer('23502'), 'statement'],
  ['a mistake of our own', new TypeError('x is undefined'), 'statement'],
  ['a full disk', fromServer('53100'), 'statement'],
];
for (const [what, error, expected] of classes) {
  test(`${what} is an error of the ${expected}`, () => {
    assert.equal(isTransient(error), expected === 'transient');
    assert.equal(isConnectionError(error), expected === 'connection');
  });
}

test('a unique value that was taken is told from other broken constraints', () => {
  assert.deepEqual(
    ['23505', '23502', '23503', '40001'].map((code) => isTaken(fromServer(code))),
    [true, false, false, false],
  );
});

test('only the server tells an SQLSTATE', () => {
  assert.equal(sqlStateOf(fromServer('23505')), '23505');
  assert.equal(sqlStateOf(fromSocket('EPIPE')), undefined);
  assert.equal(sqlStateOf('40001'), undefined);
});

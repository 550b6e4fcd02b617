import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toKeptToken } from './kept-token.ts';
import { decodePlainValue, encodePlainKey, encodePlainValue } from './plain-cache-text.ts';
import type { TokenRequest } from './token-request.ts';

const owner = { appId: 1, baseUrl: 'https://api.github.com' };

const keys: readonly (readonly [request: TokenRequest, key: string])[] = [
  [{ installationId: 123 }, '123'],
  [{ installationId: 123, permissions: { content: 'read' } }, '123|content'],
  [{ installationId: 1, repositoryIds: [9, 100, 20] }, '1|100,20,9'],
  [
    { installationId: 1, repositoryNames: ['b', 'a'], permissions: { issues: 'write', contents: 'read', administration: 'write' } },
    '1|b,a|administration!,contents,issues!',
  ],
  [{ installationId: 1, permissions: { administration: 'admin' } }, '1|administration!admin'],
  [{ installationId: 5, repositoryNames: ['1'] }, '5|names=1'],
  [{ installationId: 5, repositoryIds: [] }, '5|[]'],
];

for (const [request, key] of keys) {
  test(`a plain cache keeps ${JSON.stringify(request)} under ${key}`, () => assert.equal(encodePlainKey(owner, request), key));
}

test('a plain key names a host that is not github.com', () => {
  assert.equal(
    encodePlainKey({ appId: 1, baseUrl: 'https://ghe.example/api/v3' }, { installationId: 1 }),
    '1|at=https://ghe.example/api/v3',
  );
});

const facts = {
  token: 'secret123',
  createdAt: '1970-01-01T00:00:00.000Z',
  expiresAt: '1970-01-01T01:00:00.000Z',
  repositorySelection: 'all' as const,
  permissions: { metadata: 'read' },
};

test('a plain value has six parts, and what was asked for instead of what was granted', () => {
  const kept = toKeptToken(facts);
  const value = 'secret123|1970-01-01T00:00:00.000Z|1970-01-01T01:00:00.000Z|all|metadata|';
  assert.equal(encodePlainValue({ installationId: 1 }, kept), value);
  assert.equal(encodePlainValue({ installationId: 1, permissions: { metadata: 'read' } }, kept), value.replace('metadata', ''));
});

test('a plain value is read as it was written', () => {
  const all = { ...facts, permissions: { issues: 'write', members: 'admin', metadata: 'read' }, singleFileName: 'a/b.yml' };
  const read = decodePlainValue({ installationId: 1 }, encodePlainValue({ installationId: 1 }, toKeptToken(all)));
  assert.deepEqual(read?.facts, all);
});

const others: readonly (readonly [title: string, request: TokenRequest, value: string])[] = [
  ['nothing', { installationId: 1 }, ''],
  ['something else', { installationId: 1 }, 'hello'],
  ['times that are none', { installationId: 1 }, 'secret|then|later|all||'],
  [
    "a permission's token for a repository of that name",
    { installationId: 1, repositoryNames: ['contents'] },
    encodePlainValue({ installationId: 1, permissions: { contents: 'read' } }, toKeptToken(facts)),
  ],
  [
    "a repository's token for a permission of that name",
    { installationId: 1, permissions: { contents: 'read' } },
    encodePlainValue({ installationId: 1, repositoryNames: ['contents'] }, toKeptToken(facts)),
  ],
];

for (const [title, request, value] of others) {
  test(`a plain value is no answer if it is ${title}`, () => assert.equal(decodePlainValue(request, value), undefined));
}

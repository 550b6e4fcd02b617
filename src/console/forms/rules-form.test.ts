import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRulesForm } from './rules-form.ts';

const known = new Set(['github', 'slack']);
const read = (text: string) => readRulesForm(new URLSearchParams(text), known);

test('everything is everything, whatever else the form says', () => {
  assert.deepEqual(read('may=everything&rule=0&provider.0=github'), { rules: undefined });
});

test('ticked entries are rules, and nothing ticked is nothing', () => {
  assert.deepEqual(read('may=rules&provider.0=github&scopes.0=repo'), { rules: [] });
  assert.deepEqual(read('rule=1&provider.0=github&provider.1=slack&scopes.1='), { rules: [{ provider: 'slack' }] });
  assert.deepEqual(
    read('rule=0&rule=1&provider.0=github&account.0=a&account.0=b&account.0=a&scopes.0=repo,+user%0Aread:org&provider.1=github'),
    {
      rules: [{ provider: 'github', accounts: ['a', 'b'], scopes: ['repo', 'user', 'read:org'] }, { provider: 'github' }],
    },
  );
});

test('a form that names what is not there saves nothing', () => {
  assert.deepEqual(read('rule=0&provider.0=gitlab'), { refusal: 'One of the providers is not known here.' });
  assert.deepEqual(read('rule=7'), { refusal: 'One of the providers is not known here.' });
  assert.deepEqual(read('rule=0&provider.0=github&'.repeat(201)), { refusal: 'There are too many rules.' });
});

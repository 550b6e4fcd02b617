import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listPrompts, strictestPrompt } from './prompts.ts';

const rows: readonly (readonly [wanted: string, maxAge: number | undefined, listed: string, strictest: string])[] = [
  ['', undefined, '', 'consent'],
  ['', 60, '', 'consent'],
  ['', 0, 'login', 'login'],
  ['none', undefined, 'none', 'none'],
  ['consent', undefined, 'consent', 'consent'],
  ['consent', 0, 'consent login', 'login'],
  ['consent login', undefined, 'login consent', 'login'],
  ['login select_account consent', undefined, 'login consent select_account', 'select_account'],
  ['select_account', 0, 'select_account', 'select_account'],
];
for (const [wanted, maxAge, listed, strictest] of rows) {
  test(`OpenID Connect Core §3.1.2.1: prompt ${wanted || 'absent'} and max_age ${maxAge ?? 'absent'} ask for ${listed || 'nothing special'}`, () => {
    const prompts = listPrompts(wanted.split(' '), maxAge);
    assert.equal(prompts.map(({ name }) => name).join(' '), listed);
    assert.equal(strictestPrompt(prompts).name, strictest);
  });
}

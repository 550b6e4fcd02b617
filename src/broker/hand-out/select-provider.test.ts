import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Provider } from '../model/provider.ts';
import { decodeProviderSettings } from '../testing/decode-provider-settings.ts';
import { describeUnknownProvider, selectProvider } from './select-provider.ts';

const make = (id: string, regex?: string): Readonly<Record<string, unknown>> => ({
  id,
  client_id: 'c',
  auth_url: 'https://p.example/a',
  token_url: 'https://p.example/t',
  regex,
});
const list = [make('plain'), make('wide', 'example'), make('narrow', 'git\\.example')].map((entry) =>
  Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined)),
);
const providers: readonly Provider[] = decodeProviderSettings({ environment: {}, list });

test('an id is exact', () => {
  assert.equal(selectProvider(providers, { id: 'wide' })?.id, 'wide');
  assert.equal(selectProvider(providers, { id: 'Wide' }), undefined);
});

test('of several patterns that match anywhere in the text, the last wins', () => {
  assert.equal(selectProvider(providers, { match: 'https://git.example/x' })?.id, 'narrow');
  assert.equal(selectProvider(providers, { match: 'https://example.org' })?.id, 'wide');
});

test('a provider without a pattern is never matched, and a text that is too long neither', () => {
  assert.equal(selectProvider(providers.slice(0, 1), { match: 'https://p.example' }), undefined);
  assert.equal(selectProvider(providers, { match: `example${'x'.repeat(3000)}` }), undefined);
});

test('D.1: what was asked for is quoted, and what there is is listed', () => {
  assert.match(describeUnknownProvider(providers, { match: 'https://x' }).message, /"https:\/\/x"/);
  assert.match(describeUnknownProvider(providers, { id: 'x' }).detail, /wide="example"/);
  assert.match(describeUnknownProvider([], { id: 'x' }).detail, /^No external auth providers/);
});

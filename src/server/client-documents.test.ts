import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OutboundAnswer } from '../broker/ports.ts';
import { epochSeconds } from '../protocol/units.ts';
import { createFetchClientDocument, failureQuiet, maxDocumentBytes } from './client-documents.ts';

const url = 'https://app.example.com/client.json';
const json = { 'content-type': 'application/json' };

/** A fetcher whose clock stands until it is moved. */
function fetching(answer: () => OutboundAnswer, maySend = true) {
  let now = 1_800_000_000;
  let sent = 0;
  const fetchDocument = createFetchClientDocument({
    send: async () => {
      sent++;
      return answer();
    },
    clock: () => epochSeconds(now),
    maySend: () => maySend,
  });
  return {
    fetchDocument,
    sent: () => sent,
    pass: (seconds: number) => {
      now += seconds;
    },
  };
}

const answered = (status: number, headers: Readonly<Record<string, string>>, body = '{}'): OutboundAnswer => ({
  outcome: 'answered',
  status,
  headers,
  body,
});

const failures: readonly (readonly [title: string, answer: OutboundAnswer, isLasting: boolean])[] = [
  ['a redirect', answered(302, json), true],
  ['a status of 404', answered(404, json), true],
  ['a status of 500', answered(500, json), false],
  ['a status of 429', answered(429, json), false],
  ['HTML', answered(200, { 'content-type': 'text/html' }), true],
  ['a type that only begins as JSON does', answered(200, { 'content-type': 'application/jsonp' }), true],
  ['no type', answered(200, {}), true],
  ['more than is read', answered(200, json, 'x'.repeat(maxDocumentBytes)), true],
  ['a private address', { outcome: 'failed', reached: false, words: 'is private' }, true],
  ['no answer', { outcome: 'failed', reached: true, words: 'no answer' }, false],
];
for (const [title, answer, isLasting] of failures)
  test(`draft-ietf-oauth-client-id-metadata-document §5.1: ${title} is no document, ${isLasting ? 'and will be none' : 'for now'}`, async () => {
    const fetched = await fetching(() => answer).fetchDocument(url);
    assert.deepEqual([fetched.outcome, fetched.outcome === 'failed' && fetched.isLasting], ['failed', isLasting]);
  });

for (const type of ['application/json', 'application/json; charset=utf-8', 'Application/JSON', 'application/client-metadata+json'])
  test(`draft-ietf-oauth-client-id-metadata-document §5.1: ${type} is a document`, async () => {
    const fetched = await fetching(() => answered(200, { 'content-type': type })).fetchDocument(url);
    assert.equal(fetched.outcome, 'found');
  });

test('one fetch is shared by those who wait for it', async () => {
  const { fetchDocument, sent } = fetching(() => answered(200, json));
  await Promise.all(Array.from({ length: 50 }, () => fetchDocument(url)));
  assert.equal(sent(), 1);
  await fetchDocument(url);
  assert.equal(sent(), 2, 'what is fresh is for the engine to know');
});

test('after a failure there is quiet for a moment, and no longer', async () => {
  const { fetchDocument, sent, pass } = fetching(() => answered(500, json));
  for (let time = 0; time < 3; time++) await fetchDocument(url);
  assert.equal(sent(), 1);
  pass(failureQuiet);
  await fetchDocument(url);
  assert.equal(sent(), 2);
});

test('a host that is asked too often is not asked', async () => {
  const { fetchDocument, sent } = fetching(() => answered(200, json), false);
  const fetched = await fetchDocument(url);
  assert.deepEqual([fetched.outcome, sent()], ['failed', 0]);
});

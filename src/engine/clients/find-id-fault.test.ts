import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainOfferRules } from '../model/offer-rules.ts';
import { openEngine } from '../testing/open-engine.ts';
import { findIdFault } from './find-id-fault.ts';

test('seed 002 §6.6: which text ids a client may be given', async () => {
  await using run = await openEngine();
  const { facts } = run.engine;
  const { client: owner } = await run.addClient({ clientId: 'https://own.example/client' });
  const { client: other } = await run.addClient({ clientId: 'other' });
  const prohibiting = { ...run.service, offerRules: { ...plainOfferRules, urlIdsProhibited: true } };
  const cases: readonly (readonly [
    title: string,
    clientId: string | undefined,
    plain: string | undefined,
    prohibited: string | undefined,
  ])[] = [
    ['none', undefined, undefined, undefined],
    ['text', 'my-app', undefined, undefined],
    ['its own, which is a URL', owner.clientId, undefined, undefined],
    ['that of another', other.clientId, 'client_id is that of another client', 'client_id is that of another client'],
    ['an https URL', 'https://app.example/client', undefined, 'client_id must not look like a URL'],
    ['an http URL', 'http://app.example/client', undefined, 'client_id must not look like a URL'],
    ['a URL in capitals', 'HTTPS://app.example/client', undefined, 'client_id must not look like a URL'],
    ['a URI of another scheme', 'urn:app:one', undefined, undefined],
    ['text that begins alike', 'https-app', undefined, undefined],
  ];
  for (const [title, clientId, plain, prohibited] of cases) {
    assert.equal((await findIdFault(facts, run.service, { clientId }, owner.number))?.detail, plain, title);
    assert.equal((await findIdFault(facts, prohibiting, { clientId }, owner.number))?.detail, prohibited, title);
  }
});

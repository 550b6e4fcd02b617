import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayFollow } from '../../src/broker/outbound/may-follow.ts';
import { isPrivateAddress } from '../../src/broker/outbound/private-address.ts';
import type { Lookup } from '../../src/broker/outbound/public-lookup.ts';
import { findUrlFault } from '../../src/broker/outbound/public-url.ts';
import { sendToPublic } from '../../src/broker/outbound/send-to-public.ts';
import { seconds } from '../../src/protocol/units.ts';
import { createFetchClientDocument, maxDocumentBytes } from '../../src/server/client-documents.ts';
import { createFindClientKeys, maxKeySetBytes } from '../../src/server/client-keys.ts';
import { createFetchRequestObject } from '../../src/server/request-objects.ts';
import { createFetchSectorRedirectUris } from '../../src/server/sector-redirect-uris.ts';
import { createSendLogoutToken } from '../../src/server/send-logout-token.ts';
import { fetchCertificateWith } from '../../src/server/workload/fetch-certificate.ts';
import { trapDials } from '../support/dial-trap.ts';
import { privateAddresses, ssrfCorpus } from '../support/ssrf-corpus.ts';

const familyOf = (address: string): number => (address.includes(':') ? 6 : 4);

/** Looks names up as one answer after the other, the last one again and again. */
function answering(...answers: readonly (readonly string[])[]): { readonly lookup: Lookup; asked(): number } {
  let asked = 0;
  return {
    lookup: (_name, _options, done) => {
      const addresses = answers[Math.min(asked++, answers.length - 1)] ?? [];
      done(
        null,
        addresses.map((address) => ({ address, family: familyOf(address) })),
      );
    },
    asked: () => asked,
  };
}

/** One way by which a URL that somebody gave us is fetched. Says whether anything came of it. */
type Fetcher = (url: string, lookup: Lookup) => Promise<boolean>;

const send =
  (method: 'GET' | 'POST'): Fetcher =>
  async (url, lookup) => {
    const request = { method, url, headers: {}, timeout: seconds(5) };
    return (await sendToPublic(false, lookup)(request)).outcome === 'answered';
  };

const fetchers: Readonly<Record<string, Fetcher>> = {
  'whatever is sent to public addresses': send('POST'),
  'a webhook, whose URL is judged when it is registered': async (url, lookup) =>
    findUrlFault(url, false) === undefined && send('POST')(url, lookup),
  'the jwks_uri of a client': async (jwksUri, lookup) => {
    const findKeys = createFindClientKeys({ send: sendToPublic(false, lookup, maxKeySetBytes), clock: () => 0 as never });
    return (await findKeys({ jwks: undefined, jwksUri }, false)).outcome === 'found';
  },
  'the sector_identifier_uri of a client': async (url, lookup) =>
    (await createFetchSectorRedirectUris(sendToPublic(false, lookup, maxKeySetBytes))(url)).outcome === 'found',
  'a request_uri of a client': async (url, lookup) =>
    (await createFetchRequestObject(sendToPublic(false, lookup, maxKeySetBytes))(url)).outcome === 'found',
  'the backchannel_logout_uri of a client': async (url, lookup) =>
    (await createSendLogoutToken(sendToPublic(false, lookup))(url, 'a.b.c')).status !== undefined,
  'the client_id of a client that is the URL of its metadata document': async (url, lookup) => {
    const send = sendToPublic(false, lookup, maxDocumentBytes);
    const fetchDocument = createFetchClientDocument({ send, clock: () => 0 as never, maySend: () => true });
    return (await fetchDocument(url)).outcome === 'found';
  },
  'the issuer of a certificate': async (url, lookup) => (await fetchCertificateWith(lookup)(url)) !== undefined,
};

test('the corpus is as large as it says, and names no URL twice for the same reason', () => {
  assert.ok(ssrfCorpus.length >= 200, String(ssrfCorpus.length));
  assert.equal(new Set(ssrfCorpus.map((entry) => JSON.stringify(entry))).size, ssrfCorpus.length);
});

test('RFC 6890 §2: no address of a network that is not public is public', () => {
  assert.deepEqual(
    privateAddresses.filter((address) => !isPrivateAddress(address)),
    [],
  );
});

for (const [title, fetch] of Object.entries(fetchers)) {
  test(`DESIGN §11: ${title}: no URL of the corpus is dialled`, async (context) => {
    const dialled = trapDials(context);
    for (const { url, addresses = ['93.184.215.14'] } of ssrfCorpus) {
      const isFetched = await fetch(url, answering(addresses).lookup);
      assert.deepEqual([isFetched, dialled], [false, []], JSON.stringify({ url, addresses }));
    }
  });

  test(`DESIGN §11: ${title}: the address that was judged is the one that is dialled, whatever the name leads to afterwards`, async (context) => {
    const dialled = trapDials(context);
    const name = answering(['93.184.215.14'], ['127.0.0.1']);
    await fetch('https://rebinds.test/keys', name.lookup);
    assert.deepEqual([dialled, name.asked()], [['93.184.215.14'], 1]);
  });
}

test('DESIGN §11: metadata leads to no URL of the corpus that is named by an address or by a private name', () => {
  const followed = ssrfCorpus.filter(({ url }) => mayFollow('https://issuer.test', url)).map(({ url }) => new URL(url).hostname);
  assert.deepEqual(
    // A name that anybody could have; only its owner has a certificate for it, and nothing private does.
    followed.filter((hostname) => !/\.(?:test|svc|consul|localdomain)\.?$/.test(hostname)),
    [],
  );
});

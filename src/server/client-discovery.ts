import { sendToPublic } from '../broker/outbound/send-to-public.ts';
import { createDiscoverClient } from '../engine/cimd/discover-client.ts';
import type { DiscoverClient, Engine } from '../engine/ports.ts';
import type { Identity } from '../identity/ports.ts';
import { type RateLimit, spendAttempts } from '../identity/rate-limit.ts';
import { seconds } from '../protocol/units.ts';
import { createFetchClientDocument, maxDocumentBytes } from './client-documents.ts';

/** How often one host is asked for documents, by the whole deployment. */
const documentFetches: RateLimit = { name: 'client_documents', limit: 60, window: seconds(60) };

/** Makes the function that knows clients by their metadata documents, which it fetches from public addresses, or wherever the operator allows. */
export function createClientDiscovery(
  engine: Pick<Engine, 'facts' | 'commit' | 'clock' | 'mint' | 'sha256' | 'fetchSectorRedirectUris'>,
  commit: Identity['commit'],
  allowPrivate: boolean,
): DiscoverClient {
  const { clock, sha256 } = engine;
  const fetchClientDocument = createFetchClientDocument({
    send: sendToPublic(allowPrivate, undefined, maxDocumentBytes),
    clock,
    maySend: async (host) => (await spendAttempts({ commit, clock, sha256 }, [{ limit: documentFetches, subject: host }])) === undefined,
  });
  return createDiscoverClient({ ...engine, fetchClientDocument });
}

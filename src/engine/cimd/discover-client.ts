import { OAuthError } from '../../protocol/oauth-error.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import { findListedUris } from '../clients/find-listed-uris.ts';
import { refuse } from '../decision.ts';
import type { Client } from '../model/client.ts';
import type { DiscoverClient, Engine, FetchClientDocument, NamedClient } from '../ports.ts';
import { settle } from '../settle.ts';
import { decideDocumentClient, readDocument } from './decide-document-client.ts';
import { relaxDocumentRules } from './document-options.ts';
import { findDocumentUrlFault, isDocumentUrl } from './document-url.ts';

/** What discovering a client takes. */
export interface DiscoveryTools extends Pick<Engine, 'facts' | 'commit' | 'clock' | 'mint' | 'fetchSectorRedirectUris'> {
  readonly fetchClientDocument: FetchClientDocument;
}

/** Seconds for which a client outlives a document that cannot be had for a while, as long as nobody says that it is gone (RFC 9111 §4.2.4). */
const outlives = 3600;

const unusable = (reason: string): OAuthError =>
  new OAuthError('invalid_client_metadata', 'The client metadata document cannot be had from the client_id.', reason);

const mayOutlive = (known: Client | undefined, now: EpochSeconds): boolean =>
  now - (known?.registration?.document?.expiresAt ?? 0) <= outlives;

async function discover(engine: DiscoveryTools, { service, clientId: url, options }: NamedClient): Promise<OAuthError | undefined> {
  const { facts, clock, mint } = engine;
  const rules = relaxDocumentRules(service.registrationRules.documents, options);
  const found = await facts.findClient(service.id, url);
  if (!rules.isSupported || (found !== undefined && found.client.source !== 'metadata_document')) return undefined;
  const urlFault = findDocumentUrlFault(url, rules);
  if (urlFault !== undefined) return new OAuthError('invalid_client_metadata', `The client_id ${urlFault}.`);
  const isFresh = (found?.client.registration?.document?.expiresAt ?? 0) > clock();
  if (isFresh && !rules.alwaysRetrieved) return undefined;
  const fetched = await engine.fetchClientDocument(url);
  if (fetched.outcome === 'failed') return !fetched.isLasting && mayOutlive(found?.client, clock()) ? undefined : unusable(fetched.reason);
  const { text, headers } = fetched;
  const input = readDocument({ service, rules, url, text });
  if (input instanceof OAuthError) return input;
  const listed = await findListedUris(engine, input);
  const decision = await settle(engine, async () => {
    const known = (await facts.findClient(service.id, url))?.client;
    const isFull =
      known === undefined && (await facts.countClients(service.id, 'metadata_document')) >= service.registrationRules.maxClients;
    if (isFull)
      return refuse(new OAuthError('temporarily_unavailable', 'Too many clients are known here.', 'the quota of clients is used up'));
    return decideDocumentClient({ now: clock(), service, rules, url, text, headers, known, number: mint.number(), listed, input });
  });
  return decision.action === 'refuse' ? decision.error : undefined;
}

/**
 * Makes the function that discovers clients.
 *
 * @see draft-ietf-oauth-client-id-metadata-document-02 §5
 */
export const createDiscoverClient =
  (tools: DiscoveryTools): DiscoverClient =>
  (named) =>
    isDocumentUrl(named.clientId) ? discover(tools, named) : undefined;

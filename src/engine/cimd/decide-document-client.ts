import { type JsonObject, parseObject } from '../../protocol/jose/parse-object.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import { after, type EpochSeconds } from '../../protocol/units.ts';
import type { EngineChange } from '../changes.ts';
import { none } from '../client-auth/none.ts';
import { claimInTurn } from '../clients/claim-in-turn.ts';
import type { ClientInput } from '../clients/client-input.ts';
import { decideClientCreation } from '../clients/decide-client.ts';
import { type Refusal, refuse } from '../decision.ts';
import type { Client } from '../model/client.ts';
import type { ServiceDocumentRules } from '../model/registration-rules.ts';
import type { Service } from '../model/service.ts';
import type { SectorRedirectUris } from '../ports.ts';
import { isSecretMethod } from '../registration/issue-client-secret.ts';
import { keepSettings } from '../registration/keep-settings.ts';
import { errorOfFaults, metadataError } from '../registration/metadata-error.ts';
import { readClientMetadata } from '../registration/read-client-metadata.ts';
import { findUnattended } from '../registration/unattended-grants.ts';
import { documentLifetime } from './document-lifetime.ts';
import { documentHost } from './document-url.ts';
import { applyMetadataPolicy } from './metadata-policy.ts';

/** A document that was fetched just now. */
export interface DocumentFacts {
  readonly now: EpochSeconds;
  readonly service: Service;
  readonly rules: ServiceDocumentRules;
  readonly url: string;
  readonly text: string;
  /** Those of the answer, by name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The client that is known by it already. */
  readonly known: Client | undefined;
  /** A number for one that is new. */
  readonly number: number;
  /** What its `sector_identifier_uri` lists; undefined if it was not asked. */
  readonly listed: SectorRedirectUris | undefined;
}

/** The client is what its document says. */
export interface DocumentClient {
  readonly action: 'save';
  readonly client: Client;
  readonly changes: readonly EngineChange[];
}

/** Members that a document cannot have: everybody can read it (draft §4.1). */
const secrets = ['client_secret', 'client_secret_expires_at'];

/** Grant types without a person are for clients that somebody here vouches for: an allowlist does. */
function withoutUnattended(input: ClientInput, { allowlist }: ServiceDocumentRules): ClientInput {
  if (allowlist !== undefined) return input;
  return { ...input, grantTypes: input.grantTypes?.filter((name) => findUnattended([name]) === undefined) };
}

/**
 * Reads a document into what its client wants to be.
 *
 * @returns `invalid_client_metadata` if it is not the document of that URL, or says what a document must not say.
 * @see draft-ietf-oauth-client-id-metadata-document-02 §4
 */
export function readDocument({
  service,
  rules,
  url,
  text,
}: Pick<DocumentFacts, 'service' | 'rules' | 'url' | 'text'>): ClientInput | OAuthError {
  const document = parseObject(text);
  if (document === undefined) return new OAuthError('invalid_client_metadata', 'The client metadata document is not a JSON object.');
  if (document.client_id !== url) return metadataError('client_id', 'of the client metadata document must be its URL');
  const secret = secrets.find((name) => document[name] !== undefined);
  if (secret !== undefined) return metadataError(secret, 'must not be in a client metadata document');
  const metadata: JsonObject | string = rules.policy === undefined ? document : applyMetadataPolicy(document, rules.policy);
  if (typeof metadata === 'string') return new OAuthError('invalid_client_metadata', `The client metadata break the policy: ${metadata}.`);
  const input = readClientMetadata(metadata, { service, defaultAuthMethod: none.name, defaultName: documentHost(url) });
  if (input instanceof OAuthError) return input;
  return isSecretMethod(input.tokenEndpointAuthMethod ?? '')
    ? metadataError('token_endpoint_auth_method', 'must not be one with a shared secret')
    : withoutUnattended(input, rules);
}

/** Decides what becomes of a client whose document was fetched: it is made, or it is another now. */
export function decideDocumentClient(facts: DocumentFacts & { readonly input: ClientInput }): DocumentClient | Refusal {
  const { now, service, url, headers, known, number, listed, input } = facts;
  const source = 'metadata_document';
  const ids = { number: known?.number ?? number, clientId: url };
  const made = decideClientCreation({ now, service, input, source, createdBy: undefined, listed, ...ids });
  if (made.action === 'reject') return refuse(errorOfFaults(made.faults));
  if (known !== undefined && known.clientType !== made.client.clientType)
    return refuse(metadataError('token_endpoint_auth_method', `must suit a ${known.clientType} client, as it did before`));
  const kept = known === undefined ? made.client : keepSettings(known, made.client);
  const document = { readAt: now, expiresAt: after(now, documentLifetime(headers)) };
  const client: Client = { ...kept, registration: { tokenHash: undefined, document } };
  const { maxClients } = service.registrationRules;
  const changes: readonly EngineChange[] =
    known === undefined
      ? [
          ...claimInTurn({ change: 'claim_client_place', serviceId: service.id, source, places: maxClients }),
          { change: 'insert_client', client },
        ]
      : [{ change: 'update_client', client }];
  return { action: 'save', client, changes };
}

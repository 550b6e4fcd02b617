import { formatCredential } from '../../protocol/credential.ts';
import { parseObject } from '../../protocol/jose/parse-object.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import { Secret } from '../../protocol/secret.ts';
import { clientSecretBasic } from '../client-auth/client-secret-basic.ts';
import { claimInTurn } from '../clients/claim-in-turn.ts';
import { decideClientCreation } from '../clients/decide-client.ts';
import { findListedUris } from '../clients/find-listed-uris.ts';
import { type Refusal, refuse } from '../decision.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import { settle } from '../settle.ts';
import { claimSoftwareId } from './claim-software-id.ts';
import { judgeRegistrar, type Registrar } from './initial-access.ts';
import { issueClientSecret } from './issue-client-secret.ts';
import { errorOfFaults, metadataError } from './metadata-error.ts';
import { readClientMetadata } from './read-client-metadata.ts';
import type { Registered } from './registration-decision.ts';
import { findUnattended } from './unattended-grants.ts';

/** A registration somebody asks for. */
export interface RegistrationRequest extends Registrar {
  readonly service: Service;
  /** The body as it came: a JSON object. */
  readonly json: string;
}

type Tools = Pick<Engine, 'facts' | 'commit' | 'clock' | 'mint' | 'sha256' | 'fetchSectorRedirectUris'>;

/** How a client authenticates that does not say (RFC 7591 §2). */
export const defaultAuthMethod: string = clientSecretBasic.name;

/**
 * Registers a client that asks for it: with a secret, if it authenticates by one, and a token to manage its registration by.
 *
 * @returns the client; a refusal with `invalid_token` if an initial access token is missing, `temporarily_unavailable` if there are too many.
 * @see RFC 7591 §3
 */
export async function registerClient(engine: Tools, { service, json, ...registrar }: RegistrationRequest): Promise<Registered | Refusal> {
  const { facts, clock, mint, sha256 } = engine;
  const rules = service.registrationRules;
  const isVouchedFor = judgeRegistrar(rules, registrar, sha256);
  if (isVouchedFor instanceof OAuthError) return refuse(isVouchedFor);
  const metadata = parseObject(json);
  if (metadata === undefined) return refuse(new OAuthError('invalid_client_metadata', 'The body must be a JSON object.'));
  const input = readClientMetadata(metadata, { service, defaultAuthMethod });
  if (input instanceof OAuthError) return refuse(input);
  const unattended = isVouchedFor ? undefined : findUnattended(input.grantTypes);
  if (unattended !== undefined)
    return refuse(metadataError('grant_types', `must not have ${unattended}: nobody here vouches for the client`));
  const listed = await findListedUris(engine, input);
  return settle(engine, async () => {
    if ((await facts.countClients(service.id, 'dynamic')) >= rules.maxClients)
      return refuse(new OAuthError('temporarily_unavailable', 'Too many clients are registered here.', 'the quota of clients is used up'));
    const now = clock();
    const ids = { number: mint.number(), clientId: mint.uuid() };
    const made = decideClientCreation({ now, service, input, source: 'dynamic', createdBy: undefined, listed, ...ids });
    if (made.action === 'reject') return refuse(errorOfFaults(made.faults));
    const claimed = await claimSoftwareId(facts, service, made.client);
    if (claimed instanceof OAuthError) return refuse(claimed);
    const credential = mint.credential('registrationToken');
    const client = { ...made.client, registration: { tokenHash: sha256(credential.secret), document: undefined } };
    const issued = issueClientSecret(engine, client, now);
    return {
      action: 'created' as const,
      client,
      secret: issued.secret,
      token: new Secret(formatCredential(credential)),
      changes: [
        ...claimInTurn({ change: 'claim_client_place', serviceId: service.id, source: client.source, places: rules.maxClients }),
        ...claimed,
        { change: 'insert_client' as const, client },
        ...issued.changes,
      ],
    };
  });
}

import type { OAuthError } from '../../protocol/oauth-error.ts';
import type { EngineChange } from '../changes.ts';
import { claimInTurn } from '../clients/claim-in-turn.ts';
import type { Client } from '../model/client.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import { metadataError } from './metadata-error.ts';

const noClaim: readonly EngineChange[] = [];

/**
 * The writes that keep a `software_id` for one client, where a service wants that; `invalid_client_metadata` if another has it, however it
 * came.
 *
 * @see RFC 7591 §2
 */
export async function claimSoftwareId(
  facts: Engine['facts'],
  { id, registrationRules }: Pick<Service, 'id' | 'registrationRules'>,
  { number, description: { softwareId } }: Pick<Client, 'number' | 'description'>,
): Promise<readonly EngineChange[] | OAuthError> {
  if (!registrationRules.softwareIdsUnique || softwareId === undefined) return noClaim;
  if (await facts.isSoftwareIdTaken(id, softwareId, number)) return metadataError('software_id', 'is that of another client');
  return claimInTurn({ change: 'claim_software_id', serviceId: id, softwareId, clientNumber: number });
}

import type { Client } from '../model/client.ts';
import type { Service } from '../model/service.ts';
import type { SectorRedirectUris } from '../ports.ts';
import type { ClientFieldFault, ClientInput } from './client-input.ts';
import { findClientFaults } from './find-client-faults.ts';
import { findCustomMetadataFaults } from './find-custom-metadata-faults.ts';
import { findDescriptionFaults } from './find-description-faults.ts';
import { findLogoutFaults } from './find-logout-faults.ts';
import { findOpenIdFaults } from './find-openid-faults.ts';
import { findProfileFaults } from './find-profile-faults.ts';
import { findProofFaults } from './find-proof-faults.ts';
import { findRequestFaults } from './find-request-faults.ts';
import { findTermsFaults } from './find-terms-faults.ts';

/** What a client was made from. */
export interface SentClient {
  readonly input: ClientInput;
  /** What its `sector_identifier_uri` lists; undefined if it was not asked. */
  readonly listed?: SectorRedirectUris | undefined;
  /** Whether the name and redirect URIs may be added later. Requests of a client without them are refused. @default false */
  readonly mayBeBare?: boolean | undefined;
}

/** What the rules look at of a service. */
export type JudgingService = Pick<Service, 'scopes' | 'requestRules' | 'profiles' | 'registrationRules'>;

/** Everything that is wrong with a client; empty if nothing is. */
export function findFaults(service: JudgingService, client: Client, { input, listed, mayBeBare }: SentClient): readonly ClientFieldFault[] {
  const redirectUriField = input.redirectUris === undefined ? 'callback_url' : 'redirect_uris';
  return [
    ...findClientFaults(client, service, { redirectUriField, mayBeBare }),
    ...findProofFaults(client, input),
    ...findOpenIdFaults(client, input, listed),
    ...findRequestFaults(service, client),
    ...findProfileFaults(service, client, { input, redirectUriField }),
    ...findLogoutFaults(client),
    ...findTermsFaults(client),
    ...findDescriptionFaults(client),
    ...findCustomMetadataFaults(service, input),
  ];
}

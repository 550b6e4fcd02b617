import { findSigningAlgorithm, signingAlgorithms } from '../keys/signing-algorithms.ts';
import type { Client } from '../model/client.ts';
import type { SectorRedirectUris } from '../ports.ts';
import type { ClientFieldFault, ClientInput } from './client-input.ts';
import { hostOf } from './client-openid.ts';

const fault = (field: string, detail: string): ClientFieldFault => ({ field, detail: `${field} ${detail}` });

function* algorithmFaults({ idTokenSignedResponseAlg, userinfoSignedResponseAlg }: ClientInput): Generator<ClientFieldFault> {
  const named = { id_token_signed_response_alg: idTokenSignedResponseAlg, userinfo_signed_response_alg: userinfoSignedResponseAlg };
  for (const [field, algorithm] of Object.entries(named))
    if (algorithm !== undefined && findSigningAlgorithm(algorithm) === undefined)
      yield fault(field, `must be one of ${signingAlgorithms.join(', ')}`);
}

function* sectorFaults(client: Client, { subjectType }: ClientInput, listed: SectorRedirectUris | undefined): Generator<ClientFieldFault> {
  const { openIdRules, redirectUris } = client;
  if (subjectType !== undefined && subjectType !== 'public' && subjectType !== 'pairwise')
    yield fault('subject_type', 'must be public or pairwise');
  const field = 'sector_identifier_uri';
  if (openIdRules.sectorIdentifierUri !== undefined) {
    if (!/^https:/i.test(openIdRules.sectorIdentifierUri)) yield fault(field, 'must be an https URL');
    else if (listed?.outcome === 'failed') yield fault(field, `cannot be read: ${listed.reason}`);
    else if (listed !== undefined && !redirectUris.every((uri) => listed.redirectUris.includes(uri)))
      yield fault(field, 'must list every redirect URI of the client');
  } else if (openIdRules.subjectType === 'pairwise') {
    const hosts = new Set(redirectUris.map(hostOf));
    if (hosts.size > 1 || hosts.has(undefined)) yield fault(field, 'is required for pairwise ids unless all redirect URIs are at one host');
  }
}

/**
 * What is wrong with what a client is to be told; empty if nothing is.
 *
 * @param listed what is at its `sector_identifier_uri`; undefined if it was not asked again.
 * @see OpenID Connect Core §8.1, OpenID Connect Dynamic Client Registration §5
 */
export const findOpenIdFaults = (
  client: Client,
  input: ClientInput,
  listed: SectorRedirectUris | undefined,
): readonly ClientFieldFault[] => [...algorithmFaults(input), ...sectorFaults(client, input, listed)];

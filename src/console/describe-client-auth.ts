import { findClientAuthMethod } from '../engine/client-auth/registry.ts';
import type { Client } from '../engine/model/client.ts';

/** One fact about how an application proves who it is. */
export interface ClientAuthFact {
  readonly label: string;
  readonly value: string;
}

const describeKeys = ({ jwks, jwksUri }: Client): string | undefined =>
  jwksUri ?? (jwks === undefined ? undefined : `${jwks.length} registered ${jwks.length === 1 ? 'key' : 'keys'}`);

/** How an application proves who it is, for its page. It is set over the API. */
export function describeClientAuth(client: Client): readonly ClientAuthFact[] {
  const { tokenEndpointAuthMethod, tokenEndpointAuthSigningAlg: algorithm, certificateSubject } = client;
  const isAttested = findClientAuthMethod(tokenEndpointAuthMethod)?.isAttested === true;
  const keys = describeKeys(client) ?? (isAttested ? "those of the operator's attesters" : undefined);
  return [
    { label: 'Authentication', value: algorithm === undefined ? tokenEndpointAuthMethod : `${tokenEndpointAuthMethod} (${algorithm})` },
    ...(keys === undefined ? [] : [{ label: isAttested ? "Attester's keys" : 'Public keys', value: keys }]),
    ...(certificateSubject === undefined
      ? []
      : [{ label: 'Certificate', value: `${certificateSubject.field}: ${certificateSubject.value}` }]),
  ];
}

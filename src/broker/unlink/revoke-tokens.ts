import type { Secret } from '../../protocol/secret.ts';
import { seconds } from '../../protocol/units.ts';
import type { Provider } from '../model/provider.ts';
import { withoutSecrets } from '../outbound/without-secrets.ts';
import type { Broker } from '../ports.ts';
import { providerTypeOf } from '../providers/registry.ts';
import { type Revocation, readRevocation, revocationRequest } from './revocation.ts';

const timeout = seconds(10);

/** Tells the provider that tokens are no longer wanted. Never rejects; a failure is reported to the operator too. */
export async function revokeTokens(
  broker: Broker,
  provider: Provider,
  tokens: { readonly accessToken: Secret; readonly refreshToken: Secret | undefined },
): Promise<Revocation> {
  const resolved = await broker.endpointsOf(provider);
  if (resolved.outcome === 'failed') return fail(broker, provider, resolved.words);
  const { revokeUrl, clientAuth } = resolved.endpoints;
  if (revokeUrl === undefined) return { revoked: false, error: undefined };
  const type = providerTypeOf(provider.type);
  const request = revocationRequest(type, provider, revokeUrl, clientAuth, {
    accessToken: tokens.accessToken.reveal(),
    refreshToken: tokens.refreshToken?.reveal(),
  });
  const clean = (words: string): string => withoutSecrets(words, provider, [tokens.accessToken, tokens.refreshToken]);
  const revocation = readRevocation(type, await broker.send({ ...request, timeout }), clean);
  return revocation.error === undefined ? revocation : fail(broker, provider, revocation.error);
}

const fail = (broker: Broker, provider: Provider, error: string): Revocation => {
  broker.report({ event: 'revocation_failed', providerId: provider.id, words: error });
  return { revoked: false, error };
};

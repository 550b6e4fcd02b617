import { after } from '../../protocol/units.ts';
import type { ConnectState } from '../model/connect-state.ts';
import type { Provider } from '../model/provider.ts';
import type { Broker } from '../ports.ts';
import { authorizeUrl, callbackUrl } from './authorize-url.ts';

/** A browser about to be sent to a provider, and what it must bring back. */
export type ConnectStart =
  | { readonly outcome: 'started'; readonly location: string; readonly state: string; readonly codeVerifier: string | undefined }
  | { readonly outcome: 'unavailable'; readonly cause: string };

/** Begins linking an account: remembers a state that is good once, for this user, for a while. */
export async function startConnect(
  broker: Broker,
  provider: Provider,
  { userId, another }: Pick<ConnectState, 'userId' | 'another'>,
): Promise<ConnectStart> {
  const resolved = await broker.endpointsOf(provider);
  if (resolved.outcome === 'failed') return { outcome: 'unavailable', cause: resolved.words };
  const { authUrl, scopes } = resolved.endpoints;
  if (authUrl === undefined) return { outcome: 'unavailable', cause: `Provider ${provider.id} has no authorization endpoint.` };

  const state = broker.mint.random(24);
  const codeVerifier = provider.pkceMethod === 'S256' ? broker.mint.random(32) : undefined;
  const now = broker.clock();
  await broker.commit([
    {
      change: 'insert_connect_state',
      state: {
        stateHash: broker.sha256(state),
        userId,
        providerId: provider.id,
        another,
        createdAt: now,
        expiresAt: after(now, broker.times.connect),
      },
    },
  ]);
  const location = authorizeUrl(provider, {
    authUrl,
    redirectUri: callbackUrl(provider, broker.accessUrl),
    state,
    scopes,
    another,
    codeChallenge: codeVerifier === undefined ? undefined : broker.sha256(codeVerifier), // RFC 7636 §4.2
  });
  return { outcome: 'started', location, state, codeVerifier };
}

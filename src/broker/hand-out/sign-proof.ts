import { seconds } from '../../protocol/units.ts';
import type { Provider } from '../model/provider.ts';
import { proofTarget } from '../outbound/send-with-proof.ts';
import type { Broker } from '../ports.ts';
import { type HandOut, type HandOutRequest, handOut } from './hand-out.ts';

/** A request somebody is about to make with a token that was handed out, and for which it needs a proof. */
export interface ProofRequest extends Pick<HandOutRequest, 'userId' | 'selector' | 'account' | 'policy'> {
  /** The request's method. */
  readonly htm: string;
  /** The request's URL; query and fragment are left out of the proof. */
  readonly htu: string;
  /** What the resource asked to find in the proof (RFC 9449 §9). */
  readonly nonce: string | undefined;
}

/** A proof, or why there is none. */
export type Proof =
  | { readonly action: 'proof'; readonly provider: Provider; readonly proof: string }
  /** The token is a bearer token, which needs none. */
  | { readonly action: 'unbound'; readonly provider: Provider }
  | Exclude<HandOut, { action: 'token' }>;

/**
 * Signs a proof for one request with the token that would be handed out now, for whoever may have that token. The key it is bound to
 * never leaves: a proof is good for one method, one URL and a short time.
 *
 * @see RFC 9449 §4.2
 */
export async function signProof(broker: Broker, { htm, htu, nonce, ...wanted }: ProofRequest): Promise<Proof> {
  // Only a token that has ended is replaced: a proof goes with the token the caller has.
  const result = await handOut(broker, { ...wanted, minValidity: seconds(0) });
  if (result.action !== 'token') return result;
  const { provider, connection } = result;
  const { accessToken, dpopKey } = connection;
  if (dpopKey === undefined) return { action: 'unbound', provider };
  const proof = await broker.dpop.sign(dpopKey, { htm, htu: proofTarget(htu), iat: broker.clock(), nonce, accessToken });
  return { action: 'proof', provider, proof };
}

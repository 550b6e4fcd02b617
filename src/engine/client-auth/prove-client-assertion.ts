import type { Awaitable } from '../../protocol/commit.ts';
import type { Jwt } from '../../protocol/jose/jws.ts';
import type { Client, ClientSecret } from '../model/client.ts';
import { replayMark } from '../replay/replay-mark.ts';
import type { ClientProof, ProofContext } from './client-auth-method.ts';
import { findAssertionFault } from './find-assertion-fault.ts';

/** Whether the signature of an assertion is the client's. */
export type AssertionSignature =
  | { readonly outcome: 'verified'; readonly clientSecret: ClientSecret | undefined }
  | { readonly outcome: 'invalid'; readonly reason: string };

/** An assertion to be checked, and the way to check its signature. */
export interface AssertionProof {
  readonly client: Client;
  readonly assertion: Jwt;
  /** Algorithms of the method. */
  readonly algorithms: readonly string[];
  readonly verify: (algorithms: readonly string[]) => Awaitable<AssertionSignature>;
}

const refuse = (reason: string): ClientProof => ({ proven: false, reason });

/**
 * Checks an assertion: what it says, who signed it, and whether it was used before. The cheap questions come first.
 *
 * @see RFC 7523 §3; §3 (7) for `jti`
 */
export async function proveClientAssertion(
  { client, assertion, algorithms, verify }: AssertionProof,
  { tools, service, clockTolerance, now }: ProofContext,
): Promise<ClientProof> {
  const fault = findAssertionFault({ now, assertion, service, clockTolerance });
  if (fault !== undefined) return refuse(`client_assertion: ${fault}`);
  const { tokenEndpointAuthSigningAlg: registered } = client;
  const signature = await verify(registered === undefined ? algorithms : [registered]);
  if (signature.outcome === 'invalid') return refuse(`client_assertion: ${signature.reason}`);
  const { jti, exp } = assertion.claims;
  const mark = replayMark(tools, {
    kind: 'client_assertion',
    parts: [service.id, client.number, String(jti)],
    expiresAt: Number(exp) + clockTolerance,
  });
  if (await tools.facts.isMarked(mark)) return refuse('client_assertion: replayed');
  return { proven: true, clientSecret: signature.clientSecret, changes: [{ change: 'mark_used', mark }] };
}

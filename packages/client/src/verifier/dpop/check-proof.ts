import { equalInConstantTime } from '../../wire/equal-in-constant-time.ts';
import { textOf } from '../../wire/parse-object.ts';
import { sha256Base64Url } from '../../wire/sha256.ts';
import { show } from '../../wire/show.ts';
import { type Denial, invalidProof } from '../denial.ts';
import { type AlgorithmName, findAlgorithm } from '../jwt/algorithms.ts';
import { parseJwt } from '../jwt/parse-jwt.ts';
import { verifySignature } from '../jwt/verify-signature.ts';
import { importPublicKey } from '../keys/public-key.ts';
import { judgeProof, type ProofContext, readProofKey } from './judge-proof.ts';
import type { Nonces } from './nonces.ts';
import type { ReplayStore } from './replay-store.ts';
import { thumbprintOf } from './thumbprint.ts';

/** What proofs are checked with. */
export interface DpopRules {
  readonly algorithms: readonly AlgorithmName[];
  readonly replays: ReplayStore;
  readonly nonces: Nonces | undefined;
}

/** Longer than a proof with the largest key. */
const maxLength = 8192;

/**
 * Checks the proof of a request whose token is bound to a key. The nonce is asked for only of proofs that are otherwise good, and a
 * proof is remembered last, so that nobody without a key can fill the memory.
 *
 * @param header the `DPoP` header; two of them, joined, are no JWT
 * @param boundTo the thumbprint the token is bound to
 * @returns undefined if the proof is good.
 * @see RFC 9449 §4.3
 */
export async function checkProof(
  header: string | undefined,
  boundTo: string,
  context: ProofContext,
  { algorithms, replays, nonces }: DpopRules,
): Promise<Denial | undefined> {
  if (header === undefined || header === '') return invalidProof('there is no proof');
  const proof = header.length > maxLength ? undefined : parseJwt(header);
  if (proof === undefined) return invalidProof('the proof is no single JWT');
  const denial = judgeProof(proof, context);
  if (denial !== undefined) return denial;
  const algorithm = findAlgorithm(proof.algorithm, algorithms);
  if (algorithm === undefined) return invalidProof(`alg is ${show(proof.algorithm)}`);
  const jwk = readProofKey(proof);
  const key = jwk && (await importPublicKey(jwk, algorithm));
  if (jwk === undefined || key === undefined) return invalidProof('jwk is no public key for its alg');
  if (!(await verifySignature(proof, algorithm, key))) return invalidProof('the signature is wrong');
  if (!equalInConstantTime((await thumbprintOf(jwk)) ?? '', boundTo)) return invalidProof('the token is bound to another key');

  const nonce = textOf(proof.claims, 'nonce');
  if (nonces !== undefined && !(nonce !== undefined && (await nonces.accepts(nonce))))
    return {
      code: 'use_dpop_nonce',
      description: 'The DPoP proof must have the nonce of this server.',
      reason: 'the nonce is missing or old',
    };
  const name = await sha256Base64Url(`${boundTo} ${textOf(proof.claims, 'jti')}`);
  const until = context.now + context.lifetimeInSeconds + 2 * context.clockToleranceInSeconds;
  return (await replays.remember(name, until)) ? undefined : invalidProof('the proof was used before');
}

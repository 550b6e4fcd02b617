import { signatureAlgorithmNames } from '../../protocol/jose/algorithms.ts';
import { readPublicJwk } from '../../protocol/jose/jwk.ts';
import { type Jwt, parseJwt } from '../../protocol/jose/jws.ts';
import type { JsonObject } from '../../protocol/jose/parse-object.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import { listPublishedKeys } from '../keys/list-published-keys.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import { verifyClientJws } from './verify-client-jws.ts';
import { type JwsVerification, verifyJws } from './verify-jws.ts';

/** A JWT that whoever runs the engine wants judged. */
export interface JoseQuestion {
  readonly service: Pick<Service, 'id'>;
  readonly jose: string;
  /** The client that signed it, by text or number; undefined: the service did. */
  readonly signerId: string | undefined;
  /** Claims that must be there. */
  readonly mandatoryClaims: readonly string[];
  /** Seconds by which clocks may differ. */
  readonly clockSkew: number;
}

/** What is wrong with a JWT. */
export interface JoseJudgement {
  readonly isSignatureValid: boolean;
  readonly missingClaims: readonly string[];
  /** Those whose times are past, or not come yet. */
  readonly invalidClaims: readonly string[];
  /** What is wrong, in sentences; empty if nothing is. */
  readonly faults: readonly string[];
}

type Tools = Pick<Engine, 'facts' | 'clock' | 'verifySignature' | 'findClientKeys'>;

async function verify(engine: Tools, jws: Jwt, { service, signerId }: JoseQuestion): Promise<JwsVerification> {
  const algorithms = signatureAlgorithmNames;
  if (signerId === undefined) {
    const { keys } = await listPublishedKeys(engine, service.id);
    return verifyJws(engine, { jws, keys: keys.map(readPublicJwk).filter((key) => key !== undefined), algorithms });
  }
  const client = (await engine.facts.findClient(service.id, signerId))?.client;
  if (client === undefined) return { outcome: 'invalid', reason: 'there is no such client' };
  return verifyClientJws(engine, client, { jws, algorithms });
}

/** Claims that name a time, and whether it is a good one (RFC 7519 §4.1.4–4.1.6). */
const times: readonly (readonly [name: string, isGood: (time: number, now: number, skew: number) => boolean])[] = [
  ['exp', (time, now, skew) => time > now - skew],
  ['nbf', (time, now, skew) => time <= now + skew],
  ['iat', (time, now, skew) => time <= now + skew],
];

const findInvalid = (claims: JsonObject, now: EpochSeconds, skew: number): readonly string[] =>
  times
    .filter(([name, isGood]) => {
      const time = claims[name];
      return time !== undefined && (typeof time !== 'number' || !isGood(time, now, skew));
    })
    .map(([name]) => name);

/**
 * Judges a signed JWT: its signature by the keys of the service or a client, its times, and whether it says what it must.
 *
 * @see RFC 7515 §5.2, RFC 7519 §7.2
 */
export async function judgeJose(engine: Tools, question: JoseQuestion): Promise<JoseJudgement> {
  const { jose, mandatoryClaims, clockSkew } = question;
  const jwt = parseJwt(jose);
  if (jwt === undefined) {
    return { isSignatureValid: false, missingClaims: [...mandatoryClaims], invalidClaims: [], faults: ['It is no signed JWT.'] };
  }
  const verification = await verify(engine, jwt, question);
  const missingClaims = [...new Set(mandatoryClaims)].filter((name) => !Object.hasOwn(jwt.claims, name) || jwt.claims[name] === null);
  const invalidClaims = findInvalid(jwt.claims, engine.clock(), clockSkew);
  const isSignatureValid = verification.outcome === 'verified';
  const reason = verification.outcome === 'invalid' ? verification.reason : 'no key fits it';
  return {
    isSignatureValid,
    missingClaims,
    invalidClaims,
    faults: [
      ...(isSignatureValid ? [] : [`The signature is not valid: ${reason}.`]),
      ...missingClaims.map((name) => `The claim ${name} is missing.`),
      ...invalidClaims.map((name) => `The claim ${name} is not valid now.`),
    ],
  };
}

import type { JsonObject } from '../../api/read-answer.ts';
import { CommandFailure } from '../../command-failure.ts';

const accepted = 'aws:<instance>, azure:<vm>, google:<instance>, oidc:<issuer>#<subject>';

function decodeClaims(claims: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const patterns: Record<string, string[]> = {};
  for (const claim of claims) {
    const equals = claim.indexOf('=');
    if (equals < 1) throw new CommandFailure(`--claim: found ${JSON.stringify(claim)}; accepted: <name>=<pattern>`);
    const name = claim.slice(0, equals);
    patterns[name] = [...(patterns[name] ?? []), claim.slice(equals + 1)];
  }
  return patterns;
}

/** `aws:i-0abc`, or `oidc:https://issuer#subject`: the subject follows the first `#`, which no issuer has. */
function decodeIdentity(text: string): JsonObject {
  const colon = text.indexOf(':');
  const [platform, known] = [text.slice(0, colon), text.slice(colon + 1)];
  if (colon < 1 || known === '') throw new CommandFailure(`--identity: found ${JSON.stringify(text)}; accepted: ${accepted}`);
  if (!/^https?:/.test(known)) return { platform, instance_id: known };
  const [issuer = '', ...subject] = known.split('#');
  return { platform, issuer, ...(subject.length === 0 ? {} : { subject: subject.join('#') }) };
}

/**
 * Decodes what an agent is to be known by. Claims belong to the one identity that has an issuer.
 *
 * @throws CommandFailure naming the flag that does not decode
 */
export function decodeIdentities(identities: readonly string[], claims: readonly string[]): readonly JsonObject[] {
  const decoded = identities.map(decodeIdentity);
  if (claims.length === 0) return decoded;
  const withIssuer = decoded.filter((each) => 'issuer' in each);
  if (withIssuer.length !== 1) throw new CommandFailure('--claim needs one --identity that has an issuer, and no other such');
  return decoded.map((each) => ('issuer' in each ? { ...each, claims: decodeClaims(claims) } : each));
}

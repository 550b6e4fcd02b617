import type { Secret } from '../../protocol/secret.ts';
import { seconds } from '../../protocol/units.ts';
import type { Provider } from '../model/provider.ts';
import type { Broker, OutboundAnswer, OutboundRequest } from '../ports.ts';
import { parseJson } from './parse-json.ts';

/** The target of a proof: a URL without query and fragment (RFC 9449 §4.2). */
export const proofTarget = (url: string): string => {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
};

/**
 * Sends a request with a DPoP proof, and with the last nonce the provider gave. If it refuses for want of another nonce, the request is
 * sent once more, within the same time: refused before anything was done, it is not done twice.
 *
 * @param accessToken is hashed into the proof when the request presents one (RFC 9449 §7).
 * @see RFC 9449 §8 for token endpoints, §9 for resources.
 */
export async function sendWithProof(
  broker: Broker,
  provider: Pick<Provider, 'id'>,
  request: OutboundRequest,
  key: Secret,
  accessToken?: Secret,
): Promise<OutboundAnswer> {
  if (!URL.canParse(request.url)) return broker.send(request); // which tells what is wrong with it
  const about = `${provider.id} ${new URL(request.url).origin}`;
  const startedAt = broker.clock();
  for (let tries = 1; ; tries++) {
    const timeout = seconds(request.timeout - (broker.clock() - startedAt));
    const nonce = broker.nonces.get(about);
    const claims = { htm: request.method, htu: proofTarget(request.url), iat: broker.clock(), nonce, accessToken };
    const dpop = await broker.dpop.sign(key, claims);
    const answer = await broker.send({ ...request, timeout, headers: { ...request.headers, dpop } });
    const next = answer.outcome === 'answered' ? answer.headers['dpop-nonce'] : undefined;
    if (next !== undefined) broker.nonces.set(about, next);
    const isLate = broker.clock() - startedAt >= request.timeout;
    if (tries > 1 || isLate || next === undefined || next === nonce || !wantsNonce(answer)) return answer;
  }
}

const wantsNonce = (answer: OutboundAnswer): boolean => {
  if (answer.outcome === 'failed') return false;
  if (answer.status === 401) return /\berror="?use_dpop_nonce\b/.test(answer.headers['www-authenticate'] ?? '') || saysSo(answer.body);
  return answer.status === 400 && saysSo(answer.body);
};

const saysSo = (body: string): boolean => {
  const parsed = parseJson(body);
  return typeof parsed === 'object' && parsed !== null && 'error' in parsed && parsed.error === 'use_dpop_nonce';
};

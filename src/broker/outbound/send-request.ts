import type { OutboundAnswer, OutboundRequest } from '../ports.ts';
import { readBounded } from './read-bounded.ts';

const maxBodyBytes = 256 * 1024;

/** Failures of the connection itself: nothing was sent over it. */
const beforeSending: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);

const codeOf = (error: unknown): string => {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
};

const failure = (error: unknown, request: OutboundRequest): OutboundAnswer => {
  const host = URL.canParse(request.url) ? new URL(request.url).host : 'the provider';
  if (error instanceof Error && error.name === 'TimeoutError') {
    return { outcome: 'failed', reached: true, words: `${host} did not answer within ${request.timeout} s` };
  }
  const code = codeOf(error);
  const reached = URL.canParse(request.url) && !beforeSending.has(code);
  return { outcome: 'failed', reached, words: `${host} could not be reached${code === '' ? '' : ` (${code})`}` };
};

/**
 * Sends a request to a provider with `fetch`: no redirect is followed, and time and size are bound.
 *
 * The URLs are the operator's settings, or were checked against them when metadata named them, so private addresses are allowed.
 */
export async function sendRequest(request: OutboundRequest): Promise<OutboundAnswer> {
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: { 'user-agent': 'grantry', ...request.headers },
      ...(request.body === undefined ? {} : { body: request.body }),
      redirect: 'manual',
      signal: AbortSignal.timeout(request.timeout * 1000),
    });
    const body = await readBounded(response.body, maxBodyBytes);
    if (body === undefined) return { outcome: 'failed', reached: true, words: `the answer is larger than ${maxBodyBytes} bytes` };
    return { outcome: 'answered', status: response.status, headers: Object.fromEntries(response.headers), body };
  } catch (error) {
    return failure(error, request);
  }
}

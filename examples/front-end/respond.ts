import type { FastifyReply } from 'fastify';

/** What the engine says to answer. */
export interface Advice {
  readonly action?: string | undefined;
  readonly responseContent?: string | undefined;
  readonly dpopNonce?: string | undefined;
}

/** The status of each action that an endpoint answers with JSON. */
const statuses: Readonly<Record<string, number>> = {
  OK: 200,
  CREATED: 201,
  BAD_REQUEST: 400,
  INVALID_CLIENT: 401,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  PAYLOAD_TOO_LARGE: 413,
};

const prepare = (reply: FastifyReply, { dpopNonce }: Advice): FastifyReply =>
  reply.headers({ 'cache-control': 'no-store', pragma: 'no-cache', ...(dpopNonce && { 'dpop-nonce': dpopNonce }) });

/** Answers a client: JSON under the status that the action names. */
export function respond(reply: FastifyReply, advice: Advice): FastifyReply {
  const status = statuses[advice.action ?? ''] ?? 500;
  if (status === 401) reply.header('www-authenticate', 'Basic realm="token"');
  return prepare(reply, advice)
    .code(status)
    .type('application/json')
    .send(advice.responseContent ?? '');
}

/** Answers a resource request that was refused: the content is the challenge (RFC 6750 §3). */
export const challenge = (reply: FastifyReply, advice: Advice): FastifyReply =>
  prepare(reply, advice)
    .code(statuses[advice.action ?? ''] ?? 500)
    .header('www-authenticate', advice.responseContent ?? 'Bearer')
    .send();

/** Answers a browser: by sending it on, with a page that posts a form, or with what is wrong. */
export function respondToBrowser(reply: FastifyReply, advice: Advice): FastifyReply {
  if (advice.action === 'LOCATION') return prepare(reply, advice).redirect(advice.responseContent ?? '/');
  if (advice.action === 'FORM') return prepare(reply, advice).type('text/html; charset=utf-8').send(advice.responseContent);
  return respond(reply, advice);
}

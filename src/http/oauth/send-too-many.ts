import type { FastifyReply } from 'fastify';
import type { Seconds } from '../../protocol/units.ts';

/** RFC 6585 §4. The error code is the nearest that OAuth has. */
export const sendTooMany = (reply: FastifyReply, what: string, retryAfter: Seconds): FastifyReply =>
  reply
    .code(429)
    .header('retry-after', retryAfter)
    .send({ error: 'temporarily_unavailable', error_description: `Too many ${what} from your network. Try again later.` });

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Engine } from '../engine.ts';
import { challenge } from '../respond.ts';
import { findUser } from '../users.ts';

/** The userinfo endpoint (OpenID Connect Core §5.3): the engine checks the token, this server knows the person. */
export function userinfoEndpoint(app: FastifyInstance, { api, serviceId }: Engine, issuer: string): void {
  const userinfo = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const [, token = ''] = /^(?:bearer|dpop) +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (token === '') return challenge(reply, { action: 'UNAUTHORIZED' });
    const { dpop } = request.headers;
    const proof = typeof dpop === 'string' ? { dpop, htm: request.method, htu: `${issuer}/userinfo` } : {};
    const found = await api.userinfo.process({ serviceId, userinfoRequest: { token, ...proof } });
    if (found.action !== 'OK') return challenge(reply, found);
    const known = findUser(found.subject)?.claims ?? {};
    const asked = (found.claims ?? []).filter((name) => Object.hasOwn(known, name)).map((name) => [name, known[name]]);
    const claims = JSON.stringify(Object.fromEntries(asked));
    const made = await api.userinfo.issue({ serviceId, userinfoIssueRequest: { token, claims } });
    if (made.action !== 'JSON' && made.action !== 'JWT') return challenge(reply, made);
    return reply.type(made.action === 'JWT' ? 'application/jwt' : 'application/json').send(made.responseContent);
  };
  app.get('/userinfo', userinfo);
  app.post('/userinfo', userinfo);
}

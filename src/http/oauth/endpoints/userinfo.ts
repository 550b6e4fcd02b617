import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import { answerUserinfo } from '../../../engine/oidc/answer-userinfo.ts';
import { decodeForm, findRepeated, getParameter } from '../../../protocol/form.ts';
import { OAuthError, type OAuthErrorCode } from '../../../protocol/oauth-error.ts';
import { offerDpopNonce } from '../../offer-dpop-nonce.ts';
import { readPresentedDpop } from '../../presented-dpop.ts';
import { type PresentedToken, readAuthorization } from '../../tokens.ts';
import type { OAuthCall, OAuthEndpoint } from '../endpoint.ts';
import { userinfoChallenge } from '../userinfo-challenge.ts';

type SentToken = Pick<PresentedToken, 'token' | 'scheme'>;

/** The errors that ask for another token, or another proof of one (RFC 6750 §3.1, RFC 9449 §7.1, §9). */
const unauthorized: ReadonlySet<string> = new Set<OAuthErrorCode>(['invalid_token', 'invalid_dpop_proof', 'use_dpop_nonce']);

function sendRefusal(reply: FastifyReply, error: OAuthError, scheme: PresentedToken['scheme']): FastifyReply {
  return reply
    .code(unauthorized.has(error.code) ? 401 : error.status)
    .header('www-authenticate', userinfoChallenge(scheme, error))
    .send({ error: error.code, error_description: error.message });
}

/**
 * The access token of a request: in the `Authorization` header, or in the form of a POST (RFC 6750 §2.1, §2.2). Query strings are not read.
 *
 * @returns `invalid_request` if it is sent twice.
 */
function findSentToken(request: FastifyRequest): SentToken | OAuthError | undefined {
  const header = readAuthorization(request.headers.authorization);
  if (typeof request.body !== 'string') return header;
  const form = decodeForm(request.body);
  const token = getParameter(form, 'access_token');
  if (token === undefined) return header;
  if (header === undefined && findRepeated(form) === undefined) return { token, scheme: 'Bearer' };
  return new OAuthError('invalid_request', 'Send one access token, in one place.');
}

async function answer({ context, service, request, reply }: OAuthCall): Promise<FastifyReply> {
  const { rooms } = context;
  const { engine } = rooms;
  offerDpopNonce(engine, service, reply);
  const sent = findSentToken(request);
  if (sent === undefined) {
    const scheme = service.bindingRules.dpopBoundAccessTokens ? 'DPoP' : 'Bearer';
    return reply
      .code(401)
      .header('www-authenticate', userinfoChallenge(scheme))
      .send({ error: 'invalid_token', error_description: 'The access token is missing.' });
  }
  if (sent instanceof OAuthError) return sendRefusal(reply, sent, 'Bearer');
  const presentation = {
    scheme: sent.scheme,
    dpop: readPresentedDpop(rooms, request),
    certificateThumbprint: rooms.clientCertificates.find(request)?.thumbprint,
  };
  const decision = await answerUserinfo(engine, { service, token: sent.token, presentation });
  context.onDecision('getUserinfo', decision.action, decision.action === 'refuse' ? decision.error.code : '');
  switch (decision.action) {
    case 'answer':
      return reply.send(decision.claims);
    case 'answer_signed':
      return reply.type('application/jwt').send(decision.jwt);
    case 'refuse':
      request.log.info({ endpoint: 'getUserinfo', error: decision.error.code, reason: decision.error.reason }, 'refused');
      return sendRefusal(reply, decision.error, decision.scheme);
  }
}

/** The userinfo endpoint. */
export const userinfoEndpoint: OAuthEndpoint = {
  name: 'getUserinfo',
  method: 'GET',
  paths: ['/oauth2/userinfo'],
  spec: 'OpenID Connect Core §5.3',
  summary: 'What an application may know of the person who allowed it.',
  crossOrigin: true,
  security: 'bearer',
  answers: {
    200: {
      description: 'The claims, as JSON; or a JWT (`application/jwt`) if the application registered `userinfo_signed_response_alg`.',
      body: Type.Object({ sub: Type.String() }, { additionalProperties: true }),
    },
    403: { description: 'The access token was not granted `openid`.' },
  },
  handle: answer,
};

/** The userinfo endpoint for those who post (OpenID Connect Core §5.3.1). */
export const userinfoFormEndpoint: OAuthEndpoint = {
  ...userinfoEndpoint,
  name: 'postUserinfo',
  method: 'POST',
  form: Type.Object({ access_token: Type.Optional(Type.String({ description: 'Unless it is in the Authorization header.' })) }),
};

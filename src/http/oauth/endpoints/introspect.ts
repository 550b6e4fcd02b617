import type { FastifyReply } from 'fastify';
import Type from 'typebox';
import { type IntrospectionDecision, introspect } from '../../../engine/introspect/introspect.ts';
import { decideSigning, signedIntrospectionType, signIntrospection } from '../../../engine/introspect/sign-introspection.ts';
import { OAuthError } from '../../../protocol/oauth-error.ts';
import { readAcceptance } from '../../accepted-media-type.ts';
import { offerAttestationChallenge } from '../../offer-attestation-challenge.ts';
import type { OAuthCall, OAuthEndpoint } from '../endpoint.ts';
import { readClientRequest } from '../read-form.ts';

/** Answers in JSON, or in a JWT for who asks for one (RFC 9701 §4). */
async function sendIntrospection(
  { context, service, request, reply }: OAuthCall,
  { client, response }: Extract<IntrospectionDecision, { action: 'answer' }>,
): Promise<FastifyReply> {
  const { isNamed, isTaken } = readAcceptance(request.headers.accept, signedIntrospectionType);
  const isSigned = decideSigning({ service, client }, { wantsSigned: isNamed, takesSigned: isTaken });
  if (isSigned instanceof OAuthError) throw isSigned;
  if (!isSigned) return reply.header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(response));
  const { engine } = context.rooms;
  const jwt = await signIntrospection(engine, { service, client, response, now: engine.clock() });
  return reply.header('content-type', signedIntrospectionType).send(jwt);
}

/** The introspection endpoint. */
export const introspectionEndpoint: OAuthEndpoint = {
  name: 'introspectToken',
  method: 'POST',
  paths: ['/oauth2/introspect'],
  spec: 'RFC 7662 §2',
  summary: 'Ask what a token is worth.',
  crossOrigin: true,
  security: 'client',
  form: Type.Object({ token: Type.String(), token_type_hint: Type.Optional(Type.String()) }),
  answers: {
    200: {
      description: 'What the token is worth; `{"active": false}` for anything that is not good, whatever the cause.',
      body: Type.Object(
        {
          active: Type.Boolean(),
          scope: Type.Optional(Type.String()),
          client_id: Type.Optional(Type.String()),
          token_type: Type.Optional(Type.String()),
          exp: Type.Optional(Type.Integer()),
          iat: Type.Optional(Type.Integer()),
          sub: Type.Optional(Type.String()),
          aud: Type.Optional(Type.Union([Type.String(), Type.Array(Type.String())])),
          iss: Type.Optional(Type.String()),
          jti: Type.Optional(Type.String()),
          auth_time: Type.Optional(Type.Integer()),
          acr: Type.Optional(Type.String()),
          authorization_details: Type.Optional(Type.Array(Type.Object({ type: Type.String() }, { additionalProperties: true }))),
          cnf: Type.Optional(
            Type.Object(
              { jkt: Type.Optional(Type.String()), 'x5t#S256': Type.Optional(Type.String()) },
              { description: 'The keys the token is bound to (RFC 7800 §3.1).' },
            ),
          ),
        },
        {
          $id: 'Introspection',
          description: 'RFC 7662 §2.2; visible extra properties are members beside these',
          additionalProperties: true,
        },
      ),
    },
  },
  async handle(call) {
    const { context, service, request, reply } = call;
    offerAttestationChallenge(context.rooms.engine, service, request, reply);
    const decision = await introspect(context.rooms.engine, readClientRequest(context.rooms, service, request));
    switch (decision.action) {
      case 'answer':
        context.onDecision('introspectToken', decision.response.active ? 'active' : 'inactive', '');
        return sendIntrospection(call, decision);
      case 'refuse':
        throw decision.error;
    }
  },
};

import Type from 'typebox';
import { introspect } from '../../../engine/introspect/introspect.ts';
import type { OAuthEndpoint } from '../endpoint.ts';
import { readClientRequest } from '../read-form.ts';

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
          authorization_details: Type.Optional(Type.Array(Type.Object({ type: Type.String() }, { additionalProperties: true }))),
          cnf: Type.Optional(
            Type.Object(
              { jkt: Type.Optional(Type.String()), 'x5t#S256': Type.Optional(Type.String()) },
              { description: 'The keys the token is bound to (RFC 7800 §3.1).' },
            ),
          ),
        },
        { $id: 'Introspection', description: 'RFC 7662 §2.2' },
      ),
    },
  },
  async handle({ context, service, request, reply }) {
    const decision = await introspect(context.rooms.engine, readClientRequest(context.rooms, service, request));
    switch (decision.action) {
      case 'answer':
        context.onDecision('introspectToken', decision.response.active ? 'active' : 'inactive', '');
        return reply.header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(decision.response));
      case 'refuse':
        throw decision.error;
    }
  },
};

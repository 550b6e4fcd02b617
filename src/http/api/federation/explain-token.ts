import Type from 'typebox';
import { explainExchange } from '../../federation/explain-exchange.ts';
import { appPermissions, repositoryNames } from '../github-apps/installation-wish.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { subjectToken } from './exchange-token.ts';

const check = Type.Object({
  rule: Type.String({ description: 'What it is about.' }),
  wanted: Type.String(),
  found: Type.String(),
  holds: Type.Boolean(),
});

/** Explains what would come of an exchange. */
export const explainFederationToken: Operation = defineOperation({
  name: 'explainFederationToken',
  method: 'POST',
  path: '/api/v2/federation/explain',
  tag: 'Federation',
  summary: 'Explain what would come of an exchange, rule by rule, without making it.',
  description: 'No token is made, and none is spent.',
  authorization: { who: 'user', scope: 'all', role: 'admin' },
  body: Type.Object(
    {
      token: subjectToken,
      provider: Type.Optional(Type.String({ maxLength: 64, description: "The provider's id; left out, any." })),
      repositories: Type.Optional(repositoryNames),
      permissions: Type.Optional(appPermissions),
    },
    { $id: 'FederationExplainInput', additionalProperties: false },
  ),
  answers: {
    200: {
      description: 'The explanation.',
      body: Type.Object({
        allowed: Type.Boolean(),
        policy: Type.String({ description: 'The policy that allows it; empty if none does.' }),
        cause: Type.String({ description: 'Why none does; empty if one does.' }),
        token: Type.Object({ issuer: Type.String(), subject: Type.String(), audience: Type.Array(Type.String()) }),
        policies: Type.Array(
          Type.Object({
            name: Type.String(),
            source: Type.String(),
            allows: Type.Boolean(),
            checks: Type.Array(check),
          }),
        ),
      }),
    },
  },
  async run({ body: { token, provider, repositories, permissions }, rooms }) {
    const explained = await explainExchange(rooms, { token, provider, repositories, permissions });
    return { status: 200, body: explained };
  },
});

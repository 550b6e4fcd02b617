import Type from 'typebox';
import { exchangeToken } from '../../federation/exchange-token.ts';
import { appFailed } from '../github-apps/app-answer.ts';
import { encodeInstallationToken, installationTokenBody } from '../github-apps/encode-installation-token.ts';
import { appPermissions, repositoryNames } from '../github-apps/installation-wish.ts';
import { identityRefused } from '../identity-refused.ts';
import { defineOperation, type Operation } from '../operation.ts';

/** A JWT that is exchanged, or that an exchange is explained for. */
export const subjectToken: Type.TString = Type.String({
  minLength: 1,
  maxLength: 32_768,
  description: 'A JWT: a GitHub Actions job’s, or any issuer’s that a policy trusts.',
});

/** Exchanges the token of a CI job for a token of an installation. */
export const exchangeFederationToken: Operation = defineOperation({
  name: 'exchangeFederationToken',
  method: 'POST',
  path: '/api/v2/federation/token',
  tag: 'Federation',
  summary: 'Exchange the token of a CI job for a token of a GitHub App.',
  description:
    'The JWT is the credential: a trust policy says whose may be exchanged for what. What is left out is as much as the policy allows.',
  authorization: { who: 'anyone' },
  body: Type.Object(
    {
      token: subjectToken,
      provider: Type.String({ maxLength: 64, description: "The provider's id." }),
      repositories: Type.Optional(repositoryNames),
      permissions: Type.Optional(appPermissions),
    },
    { $id: 'FederationTokenInput', additionalProperties: false },
  ),
  answers: {
    200: { description: 'The token.', body: Type.Object({ ...installationTokenBody.properties, policy: Type.String() }) },
  },
  async run({ body: { token, provider, repositories, permissions }, request, rooms }) {
    const exchange = await exchangeToken(rooms, { token, provider, repositories, permissions }, request);
    switch (exchange.action) {
      case 'token':
        return { status: 200, body: { ...encodeInstallationToken(exchange.token), policy: exchange.policy.name } };
      case 'failed':
        throw appFailed(exchange.failure);
      case 'refuse':
        throw identityRefused(exchange);
    }
  },
});

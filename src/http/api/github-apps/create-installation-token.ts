import Type from 'typebox';
import { mintInstallationToken } from '../../../broker/github-app/mint-installation-token.ts';
import { actorOf } from '../actor.ts';
import { providerParams } from '../external-auth/bodies.ts';
import { getProvider } from '../external-auth/get-provider.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { encodeInstallationToken, installationTokenBody, readInstallationHandOut } from './encode-installation-token.ts';
import { allowedInstallations, callingAgent, githubAppScope } from './installation-holder.ts';
import { appPermissions, decodeInstallationName, installationFields, repositoryNames } from './installation-wish.ts';
import { recordInstallationToken } from './record-installation-token.ts';

/** Makes a token of an installation. */
export const createInstallationToken: Operation = defineOperation({
  name: 'createInstallationToken',
  method: 'POST',
  path: '/api/v2/github-apps/{externalauth}/installation-token',
  tag: 'GitHub Apps',
  summary: 'Get a token of an installation, for some repositories and permissions.',
  description:
    'For administrators, and for agents as far as their rules name the installation. The same token is given until it ends soon.',
  authorization: { who: 'user', scope: githubAppScope, role: 'admin', agents: true },
  params: providerParams,
  body: Type.Object(
    {
      ...installationFields,
      repositories: Type.Optional(repositoryNames),
      repository_ids: Type.Optional(Type.Array(Type.Integer({ minimum: 1 }), { minItems: 1, maxItems: 500 })),
      permissions: Type.Optional(appPermissions),
    },
    { $id: 'InstallationTokenInput', additionalProperties: false },
  ),
  answers: { 200: { description: 'The token.', body: installationTokenBody } },
  async run({ params, body, caller, request, rooms }) {
    const provider = getProvider(rooms, params.externalauth);
    const { repositories, repository_ids: repositoryIds, permissions } = body;
    const wanted = { installation: decodeInstallationName(body), repositories, repositoryIds, permissions };
    const allowed = allowedInstallations(caller, provider.id);
    const result = await mintInstallationToken(rooms.broker, { provider, ...wanted, allowed });
    await recordInstallationToken(rooms, { by: actorOf(caller, request), agent: callingAgent(caller), ...wanted }, result);
    return { status: 200, body: encodeInstallationToken(readInstallationHandOut(result)) };
  },
});

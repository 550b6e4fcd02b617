import Type from 'typebox';
import { providerParams } from '../external-auth/bodies.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { getApp, readAppAnswer } from './app-answer.ts';
import { githubAppScope } from './installation-holder.ts';

/** Lists where an app is installed. */
export const listAppInstallations: Operation = defineOperation({
  name: 'listAppInstallations',
  method: 'GET',
  path: '/api/v2/github-apps/{externalauth}/installations',
  tag: 'GitHub Apps',
  summary: 'List where the GitHub App of a provider is installed.',
  authorization: { who: 'user', scope: githubAppScope, role: 'admin' },
  params: providerParams,
  answers: {
    200: {
      description: 'The installations.',
      body: Type.Object({
        installations: Type.Array(
          Type.Object({
            id: Type.Integer(),
            owner: Type.String({ description: 'The login of the user or organization it belongs to.' }),
            owner_type: Type.String(),
            repository_selection: Type.String({ description: '`all` or `selected`.' }),
            permissions: Type.Record(Type.String(), Type.String()),
            suspended: Type.Boolean(),
            configure_url: Type.String(),
          }),
        ),
      }),
    },
  },
  async run({ params, rooms }) {
    const found = readAppAnswer(await getApp(rooms, params.externalauth).listInstallations());
    const installations = found.map(({ id, owner, ownerType, repositorySelection, permissions, isSuspended, configureUrl }) => ({
      id,
      owner,
      owner_type: ownerType,
      repository_selection: repositorySelection,
      permissions,
      suspended: isSuspended,
      configure_url: configureUrl,
    }));
    return { status: 200, body: { installations } };
  },
});

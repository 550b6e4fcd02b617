import Type from 'typebox';
import { toRfc3339 } from '../../../protocol/units.ts';
import { actorOf } from '../actor.ts';
import { providerParams } from '../external-auth/bodies.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { getApp, readAppAnswer } from './app-answer.ts';
import { githubAppScope } from './installation-holder.ts';

/** Makes a JWT that says it is the app. */
export const createAppJwt: Operation = defineOperation({
  name: 'createAppJwt',
  method: 'POST',
  path: '/api/v2/github-apps/{externalauth}/jwt',
  tag: 'GitHub Apps',
  summary: 'Make a JWT of the GitHub App of a provider.',
  description: 'It may do all that the app may, for some minutes: make tokens of every installation.',
  authorization: { who: 'user', scope: githubAppScope, role: 'admin' },
  params: providerParams,
  answers: {
    200: {
      description: 'The JWT.',
      body: Type.Object({ token: Type.String(), app_id: Type.String(), expires_at: Type.String({ format: 'date-time' }) }),
    },
  },
  async run({ params, caller, request, rooms }) {
    const { appId, token, expiresAt } = readAppAnswer(await getApp(rooms, params.externalauth).jwt());
    rooms.identity.audit.record({
      event: 'app_jwt_created',
      ...actorOf(caller, request),
      target: `provider:${params.externalauth}`,
      details: { app_id: appId },
    });
    return { status: 200, body: { token: token.reveal(), app_id: appId, expires_at: toRfc3339(expiresAt) } };
  },
});

import { defineOperation, type Operation } from '../operation.ts';
import { appBody, encodeApp } from './app-body.ts';
import { appNotFound } from './app-input.ts';
import { appParams } from './app-params.ts';

/** Shows one application. */
export const getApp: Operation = defineOperation({
  name: 'getOAuth2App',
  method: 'GET',
  path: '/api/v2/oauth2-provider/apps/{app}',
  tag: 'Applications',
  summary: 'Show one application.',
  authorization: { who: 'user', scope: 'oauth2_app:read' },
  params: appParams,
  answers: { 200: { description: 'The application.', body: appBody } },
  async run({ params, rooms }) {
    const found = await rooms.engine.facts.findClient(rooms.serviceId, params.app.toLowerCase());
    if (found === undefined) throw appNotFound();
    return { status: 200, body: encodeApp(found.client, rooms.accessUrl) };
  },
});

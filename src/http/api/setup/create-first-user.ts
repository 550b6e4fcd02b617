import Type from 'typebox';
import { redeemSetupLink } from '../../../identity/setup/setup-link.ts';
import { identityRefused } from '../identity-refused.ts';
import { defineOperation, type Operation } from '../operation.ts';

/**
 * Makes the owner of a deployment that has no user, for whoever holds the setup link the server printed: being the first to
 * reach a server is no proof of owning it.
 */
export const createFirstUser: Operation = defineOperation({
  name: 'createFirstUser',
  method: 'POST',
  path: '/api/v2/users/first',
  tag: 'Setup',
  summary: 'Make the first user: the owner. Refused once there is one.',
  authorization: { who: 'anyone' },
  body: Type.Object(
    {
      setup_token: Type.String({ description: 'From the setup link that the server prints while it has no user.' }),
      email: Type.String(),
      username: Type.Optional(Type.String({ description: 'Made of the email address if left out.' })),
      name: Type.Optional(Type.String()),
      password: Type.String({ description: '8–256 characters.' }),
    },
    { $id: 'FirstUserInput' },
  ),
  answers: {
    201: {
      description: 'The owner, and the keys their first programs need. They are shown this once.',
      body: Type.Object(
        {
          user_id: Type.String({ format: 'uuid' }),
          api_token: Type.String({ description: "The owner's API token." }),
          service_id: Type.Integer(),
          service_token: Type.String({ description: 'Opens the engine API of the service.' }),
          organization_token: Type.String({ description: 'Opens the engine API of every service.' }),
        },
        { $id: 'SetUp' },
      ),
    },
  },
  async run({ body, request, rooms }) {
    const { setup_token: token, ...person } = body;
    const decision = await redeemSetupLink(rooms.identity, { ...person, token, serviceId: rooms.serviceId }, request);
    switch (decision.action) {
      case 'set_up':
        return {
          status: 201,
          body: {
            user_id: decision.user.id,
            api_token: decision.apiToken.reveal(),
            service_id: decision.serviceId,
            service_token: decision.serviceToken.reveal(),
            organization_token: decision.organizationToken.reveal(),
          },
        };
      case 'refuse':
        throw identityRefused(decision);
    }
  },
});

import Type from 'typebox';
import { unlinkConnection } from '../../../broker/unlink/unlink-connection.ts';
import { actorOf } from '../actor.ts';
import { callingUser } from '../calling-user.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { accountQuery, providerParams } from './bodies.ts';
import { getProvider, noSuchAccount } from './get-provider.ts';

/** Unlinks the caller's account and says what the provider made of it. */
export const deleteExternalAuth: Operation = defineOperation({
  name: 'deleteExternalAuth',
  method: 'DELETE',
  path: '/api/v2/external-auth/{externalauth}',
  tag: 'External auth',
  summary: 'Unlink your account.',
  description: 'The link is gone whatever the provider answers to the revocation.',
  authorization: { who: 'user', scope: 'external_auth:update', stepUp: true },
  params: providerParams,
  query: accountQuery,
  answers: {
    200: {
      description: 'The link is gone.',
      body: Type.Object({
        token_revoked: Type.Boolean({ description: 'Whether the provider revoked the token.' }),
        token_revocation_error: Type.Optional(Type.String({ description: 'Why it did not.' })),
      }),
    },
  },
  async run({ caller, params, query: { account }, request, rooms }) {
    const { broker } = rooms;
    const provider = getProvider(rooms, params.externalauth);
    const connection = await broker.facts.findConnectionOf(callingUser(caller).user.id, provider.id, account);
    const revocation = connection === undefined ? undefined : await unlinkConnection(broker, provider, connection.id);
    if (connection === undefined || revocation === undefined) throw noSuchAccount(account);
    const { revoked, error } = revocation;
    rooms.identity.audit.record({
      event: 'connection_unlinked',
      ...actorOf(caller, request),
      target: `provider:${provider.id}`,
      details: { revoked, connection: connection.id },
    });
    return { status: 200, body: { token_revoked: revoked, ...(error === undefined ? {} : { token_revocation_error: error }) } };
  },
});

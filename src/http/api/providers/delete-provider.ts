import Type from 'typebox';
import { type DeleteOutcome, deleteProvider as remove } from '../../../broker/provider-settings/delete-provider.ts';
import { actorOf } from '../actor.ts';
import { ApiError } from '../api-error.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { noSuchProvider, providerIdParams } from './provider-params.ts';

function refusal(outcome: Exclude<DeleteOutcome, { outcome: 'deleted' }>): ApiError {
  switch (outcome.outcome) {
    case 'not_found':
      return noSuchProvider();
    case 'configured':
      return new ApiError(409, 'The provider is not configured here.', { detail: `It is set by ${outcome.spelled}.` });
    case 'has_connections':
      return new ApiError(409, `${outcome.connections} linked accounts would stop working.`, {
        detail: 'Send force=true to delete the provider all the same; the accounts stay, and work again when it comes back.',
      });
    case 'stale':
      return new ApiError(409, 'Somebody else changed the provider meanwhile.');
  }
}

/** Deletes a provider, or what is stored of one that is configured elsewhere too. */
export const deleteProvider: Operation = defineOperation({
  name: 'deleteProvider',
  method: 'DELETE',
  path: '/api/v2/external-auth-providers/{id}',
  tag: 'Providers',
  summary: 'Delete a provider.',
  description: 'Linked accounts stay, and are listed as not authenticated. What the environment and the file set stays in force.',
  authorization: { who: 'user', scope: 'all', role: 'admin', stepUp: true },
  params: providerIdParams,
  query: Type.Object({ force: Type.Optional(Type.Boolean({ description: 'Delete it even if accounts are linked.' })) }),
  answers: { 204: { description: 'It is gone.' } },
  async run({ params, query, caller, request, rooms }) {
    const outcome = await remove(rooms.catalog, params.id, query.force === true);
    if (outcome.outcome !== 'deleted') throw refusal(outcome);
    rooms.identity.audit.record({
      event: 'provider_deleted',
      ...actorOf(caller, request),
      target: `provider:${params.id}`,
      details: { connections: outcome.connections },
    });
    return { status: 204 };
  },
});

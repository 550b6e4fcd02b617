import Type from 'typebox';
import { importProviders as importAll, type PlannedProvider } from '../../../broker/provider-settings/import-providers.ts';
import { actorOf } from '../actor.ts';
import { ApiError } from '../api-error.ts';
import { callingUser } from '../calling-user.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { decodeProviderInput, providerInput } from './provider-input.ts';

const auditEvents = { create: 'provider_created', update: 'provider_updated' } as const;

const encodePlanned = ({ id, action, fields }: PlannedProvider): unknown => ({
  id,
  action,
  fields: fields.map(({ field, from, to }) => ({ field, from: from ?? null, to: to ?? null })),
});

/** Configures several providers, or none. */
export const importProviders: Operation = defineOperation({
  name: 'importProviders',
  method: 'POST',
  path: '/api/v2/external-auth-provider-imports',
  tag: 'Providers',
  summary: 'Add and change several providers at once.',
  description: 'All of them, or none if any is wrong. Providers and settings that are not named stay as they are.',
  authorization: { who: 'user', scope: 'all', role: 'admin' },
  query: Type.Object({ dry_run: Type.Optional(Type.Boolean({ description: 'Only say what would be done.' })) }),
  body: Type.Object({ providers: Type.Array(providerInput, { maxItems: 200 }) }, { $id: 'ProviderImport' }),
  answers: {
    200: {
      description: 'What was done, provider by provider. Secrets are told of by name alone.',
      body: Type.Object({
        providers: Type.Array(
          Type.Object({
            id: Type.String(),
            action: Type.Enum(['create', 'update', 'unchanged']),
            fields: Type.Array(
              Type.Object({
                field: Type.String(),
                from: Type.Union([Type.String(), Type.Null()]),
                to: Type.Union([Type.String(), Type.Null()]),
              }),
            ),
          }),
        ),
      }),
    },
  },
  async run({ query, body, caller, request, rooms }) {
    const inputs = body.providers.map(decodeProviderInput);
    const isDryRun = query.dry_run === true;
    const imported = await importAll(rooms.catalog, { inputs, by: callingUser(caller).user.id, isDryRun });
    if (imported.outcome === 'rejected') throw new ApiError(400, 'Nothing was imported.', { validations: imported.faults });
    if (imported.outcome === 'stale') throw new ApiError(409, 'Somebody else changed a provider meanwhile. Nothing was imported.');
    for (const { id, action, fields } of isDryRun ? [] : imported.plan) {
      if (action === 'unchanged') continue;
      const details = { fields: fields.map(({ field }) => field) };
      rooms.identity.audit.record({ event: auditEvents[action], ...actorOf(caller, request), target: `provider:${id}`, details });
    }
    return { status: 200, body: { providers: imported.plan.map(encodePlanned) } };
  },
});

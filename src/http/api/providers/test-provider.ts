import Type from 'typebox';
import { providerCheckNames, testProvider as tryProvider } from '../../../broker/provider-settings/test-provider.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { getEffective, providerIdParams } from './provider-params.ts';

/** Finds out whether a provider's settings work. */
export const testProvider: Operation = defineOperation({
  name: 'testProvider',
  method: 'POST',
  path: '/api/v2/external-auth-providers/{id}/test',
  tag: 'Providers',
  summary: "Try a provider's settings.",
  description:
    'Reads its metadata, and asks its token endpoint to redeem a made-up code: a provider refuses that only once it knows the client.',
  authorization: { who: 'user', scope: 'all', role: 'admin' },
  params: providerIdParams,
  answers: {
    200: {
      description: 'What was found, part by part.',
      body: Type.Object({
        ok: Type.Boolean({ description: 'Whether nothing failed.' }),
        checks: Type.Array(
          Type.Object({
            name: Type.Enum([...providerCheckNames]),
            outcome: Type.Enum(['ok', 'failed', 'skipped'], { description: 'Skipped: it could not be found out, or need not be.' }),
            detail: Type.String(),
          }),
        ),
      }),
    },
  },
  async run({ params, rooms }) {
    const checks = await tryProvider(rooms.broker, getEffective(rooms, params.id));
    return { status: 200, body: { ok: checks.every(({ outcome }) => outcome !== 'failed'), checks } };
  },
});

import Type from 'typebox';
import type { Validation } from '../../../broker/validate/read-validation.ts';
import { validateUnexpired } from '../../../broker/validate/validate-connection.ts';
import { callingUser } from '../calling-user.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { accountQuery, nullable, providerParams, userBody } from './bodies.ts';
import { encodeUser } from './encode-user.ts';
import { getProvider, noSuchAccount } from './get-provider.ts';

const isAuthenticated = ({ verdict }: Validation): boolean => verdict === 'valid' || verdict === 'assumed';

/** Asks a provider whether the token of the caller's account works, whatever was found out before. */
export const tryExternalAuth: Operation = defineOperation({
  name: 'tryExternalAuth',
  method: 'POST',
  path: '/api/v2/external-auth/{externalauth}/test',
  tag: 'External auth',
  summary: "Ask the provider whether your account's token works.",
  description: 'Asks now, and refreshes nothing. The token stays as it is, whatever the answer.',
  authorization: { who: 'user', scope: 'external_auth:read' },
  params: providerParams,
  query: accountQuery,
  answers: {
    200: {
      description: 'What the provider said.',
      body: Type.Object({
        authenticated: Type.Boolean(),
        verdict: Type.Enum(['valid', 'assumed', 'invalid', 'unclear'], {
          description: '`assumed`: the provider is too busy to say. `unclear`: its answer says nothing about the token.',
        }),
        words: Type.String({ description: 'Why it is not valid; empty if it is.' }),
        user: nullable(userBody),
      }),
    },
  },
  async run({ caller, params, query: { account }, rooms }) {
    const { broker } = rooms;
    const provider = getProvider(rooms, params.externalauth);
    const connection = await broker.facts.findConnectionOf(callingUser(caller).user.id, provider.id, account);
    if (connection === undefined) throw noSuchAccount(account);
    const validation = await validateUnexpired(broker, provider, connection);
    const isValid = validation.verdict === 'valid';
    return {
      status: 200,
      body: {
        authenticated: isAuthenticated(validation),
        verdict: validation.verdict,
        words: isValid ? '' : validation.words,
        user: isValid && validation.user !== undefined ? encodeUser(validation.user) : null,
      },
    };
  },
});

import { refreshNow } from '../../../broker/refresh/refresh-now.ts';
import { ApiError } from '../api-error.ts';
import { callingUser } from '../calling-user.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { accountQuery, linkBody, providerParams } from './bodies.ts';
import { findLink } from './find-link.ts';
import { getProvider, noSuchAccount } from './get-provider.ts';

/** Renews the tokens of the caller's account before they are due. */
export const refreshExternalAuth: Operation = defineOperation({
  name: 'refreshExternalAuth',
  method: 'POST',
  path: '/api/v2/external-auth/{externalauth}/refresh',
  tag: 'External auth',
  summary: "Renew your account's token now.",
  description: 'For when the token is suspected not to work; tokens that end are renewed by themselves.',
  authorization: { who: 'user', scope: 'external_auth:update' },
  params: providerParams,
  query: accountQuery,
  answers: { 200: { description: 'The provider renewed it.', body: linkBody } },
  async run({ caller, params, query: { account }, rooms }) {
    const { broker } = rooms;
    const provider = getProvider(rooms, params.externalauth);
    const { id: userId } = callingUser(caller).user;
    const connection = await broker.facts.findConnectionOf(userId, provider.id, account);
    if (connection === undefined) throw noSuchAccount(account);
    const refreshed = await refreshNow(broker, provider, connection);
    switch (refreshed.outcome) {
      case 'renewed':
        return { status: 200, body: await findLink(rooms, userId, connection.id) };
      case 'impossible':
        throw new ApiError(400, 'The token cannot be renewed.', { detail: refreshed.cause });
      case 'relink':
        throw new ApiError(409, 'The token cannot be renewed. Link the account again.', { detail: refreshed.cause });
      case 'kept':
        throw new ApiError(502, `${provider.displayName} did not renew the token, which still lives.`, { detail: refreshed.cause });
      case 'unavailable':
        throw new ApiError(502, `${provider.displayName} did not renew the token for now.`, { detail: refreshed.cause });
    }
  },
});

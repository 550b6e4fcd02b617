import Type from 'typebox';
import { chooseAccount } from '../../../broker/connect/choose-account.ts';
import { callingUser } from '../calling-user.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { providerParams } from './bodies.ts';
import { getProvider, noSuchAccount } from './get-provider.ts';

/** Chooses which of the caller's accounts is meant when none is named. */
export const putExternalAuthDefault: Operation = defineOperation({
  name: 'putExternalAuthDefault',
  method: 'PUT',
  path: '/api/v2/external-auth/{externalauth}/default',
  tag: 'External auth',
  summary: 'Choose the account that is meant when none is named.',
  authorization: { who: 'user', scope: 'external_auth:update' },
  params: providerParams,
  body: Type.Object({ account: Type.String({ maxLength: 255, description: 'The name of one of your accounts there.' }) }),
  answers: { 204: { description: 'It is the default now.' } },
  async run({ caller, params, body: { account }, rooms }) {
    const provider = getProvider(rooms, params.externalauth);
    if (!(await chooseAccount(rooms.broker, provider, callingUser(caller).user.id, account))) throw noSuchAccount(account);
    return { status: 204 };
  },
});

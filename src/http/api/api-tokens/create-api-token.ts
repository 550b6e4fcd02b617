import Type from 'typebox';
import { createApiToken as create } from '../../../identity/api-tokens/create-api-token.ts';
import { seconds } from '../../../protocol/units.ts';
import { callingUser } from '../calling-user.ts';
import { identityRefused } from '../identity-refused.ts';
import { keyLifetime } from '../key-lifetime.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { apiScopes } from '../scopes.ts';
import { apiTokenBody, encodeApiToken } from './api-token-body.ts';

/** `all` is how the wire says that nothing is held back. */
const withoutBounds = (scopes: readonly string[] | undefined): readonly string[] | undefined =>
  scopes?.includes('all') ? undefined : scopes;

/** Makes an API token for the caller. */
export const createApiToken: Operation = defineOperation({
  name: 'createAPIToken',
  method: 'POST',
  path: '/api/v2/users/me/keys/tokens',
  tag: 'API tokens',
  summary: 'Make an API token. Its scopes are among those of the key you call with.',
  authorization: { who: 'user', scope: 'api_key:update', stepUp: true },
  body: Type.Object(
    {
      token_name: Type.String({ description: '1–64 characters; you have no other of this name.' }),
      scopes: Type.Optional(
        Type.Array(Type.Enum(apiScopes.map(({ name }) => name)), { description: 'Everything you may do if left out.' }),
      ),
      lifetime_seconds: keyLifetime,
    },
    { $id: 'APITokenInput' },
  ),
  answers: {
    201: {
      description: 'The API token. `key` is shown this once.',
      body: Type.Object({ key: Type.String(), token: apiTokenBody }),
    },
  },
  async run({ body, caller, request, rooms }) {
    const me = callingUser(caller);
    const asked = {
      user: me.user,
      name: body.token_name,
      scopes: withoutBounds(body.scopes),
      lifetime: body.lifetime_seconds === undefined ? undefined : seconds(body.lifetime_seconds),
      grantable: withoutBounds(me.scopes),
    };
    const decision = await create(rooms.identity, asked, request);
    switch (decision.action) {
      case 'created':
        return { status: 201, body: { key: decision.token.reveal(), token: encodeApiToken(decision.apiToken) } };
      case 'refuse':
        throw identityRefused(decision);
    }
  },
});

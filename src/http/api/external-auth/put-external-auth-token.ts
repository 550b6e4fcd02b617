import Type from 'typebox';
import { keepPastedToken } from '../../../broker/connect/keep-pasted-token.ts';
import { Secret } from '../../../protocol/secret.ts';
import { type EpochSeconds, epochSeconds } from '../../../protocol/units.ts';
import { actorOf } from '../actor.ts';
import { ApiError } from '../api-error.ts';
import { callingUser } from '../calling-user.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { linkBody, providerParams } from './bodies.ts';
import { findLink } from './find-link.ts';
import { getProvider } from './get-provider.ts';

/** The format allows leap seconds (RFC 3339 §5.7), which JavaScript does not have. */
function decodeTime(text: string): EpochSeconds {
  const milliseconds = Date.parse(text);
  if (!Number.isNaN(milliseconds)) return epochSeconds(Math.floor(milliseconds / 1000));
  throw new ApiError(400, 'The request is not valid.', { validations: [{ field: 'expires_at', detail: 'expires_at is no time' }] });
}

/** Keeps an API key or personal access token as the caller's account. */
export const putExternalAuthToken: Operation = defineOperation({
  name: 'putExternalAuthToken',
  method: 'PUT',
  path: '/api/v2/external-auth/{externalauth}/token',
  tag: 'External auth',
  summary: 'Link an account with an API key or a personal access token.',
  description:
    'The provider is asked first whether it accepts the token. It is kept encrypted, is never refreshed, and is handed out as any other.',
  authorization: { who: 'user', scope: 'external_auth:update' },
  params: providerParams,
  body: Type.Object({
    access_token: Type.String({ minLength: 1, maxLength: 8192, pattern: '^[\\x21-\\x7e]+$', description: 'The key or token.' }),
    account: Type.Optional(
      Type.String({ minLength: 1, maxLength: 200, description: 'What to call the account, where the provider does not say.' }),
    ),
    expires_at: Type.Optional(Type.String({ format: 'date-time', description: 'When it ends; without it, never.' })),
    scopes: Type.Optional(Type.Array(Type.String({ maxLength: 255 }), { maxItems: 100, description: 'What it is good for.' })),
    another: Type.Optional(Type.Boolean({ description: 'Keep the account that is meant when none is named.' })),
  }),
  answers: { 200: { description: 'The linked account.', body: linkBody } },
  async run({ caller, params, body, request, rooms }) {
    const { broker, identity } = rooms;
    const provider = getProvider(rooms, params.externalauth);
    const { id: userId } = callingUser(caller).user;
    const outcome = await keepPastedToken(broker, provider, {
      userId,
      account: body.account,
      another: body.another ?? false,
      accessToken: new Secret(body.access_token),
      expiresAt: body.expires_at === undefined ? undefined : decodeTime(body.expires_at),
      scopes: body.scopes ?? [],
    });
    if (outcome.outcome === 'refused') {
      const { verdict, words } = outcome.validation;
      if (verdict === 'unclear')
        throw new ApiError(500, `${provider.displayName} did not say whether it accepts the token.`, { detail: words });
      throw new ApiError(400, `${provider.displayName} does not accept the token.`, {
        validations: [{ field: 'access_token', detail: words }],
      });
    }
    const details = { connection: outcome.connectionId };
    identity.audit.record({ event: 'connection_linked', ...actorOf(caller, request), target: `provider:${provider.id}`, details });
    return { status: 200, body: await findLink(rooms, userId, outcome.connectionId) };
  },
});

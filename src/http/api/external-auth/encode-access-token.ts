import { gitCredentials } from '../../../broker/hand-out/git-credentials.ts';
import type { HandOut } from '../../../broker/hand-out/hand-out.ts';
import { tokenTypeOf } from '../../../broker/model/connection.ts';
import { never, toRfc3339 } from '../../../protocol/units.ts';
import { ApiError } from '../api-error.ts';
import type { Answer } from '../operation.ts';

/**
 * Encodes a hand-out. An account that is not linked is no error: the answer has the URL where it is linked.
 *
 * @throws ApiError when there is neither a token nor a URL that would help.
 */
export function encodeAccessToken(handOut: HandOut): Answer {
  switch (handOut.action) {
    case 'token': {
      const { connection, provider } = handOut;
      const accessToken = connection.accessToken.reveal();
      return {
        status: 200,
        body: {
          access_token: accessToken,
          token_extra: connection.extra ?? null,
          url: '',
          type: provider.type,
          expires_at: connection.expiresAt === undefined ? never : toRfc3339(connection.expiresAt),
          ...gitCredentials(provider, accessToken),
          account: connection.account,
          scopes: connection.scopes,
          token_type: tokenTypeOf(connection),
        },
      };
    }
    case 'link_needed':
      return {
        status: 200,
        body: {
          access_token: '',
          token_extra: null,
          url: handOut.url,
          type: handOut.provider.type,
          expires_at: never,
          username: '',
          password: '',
          account: '',
          scopes: [],
          token_type: '',
        },
      };
    case 'unknown_provider':
      throw new ApiError(404, handOut.message, { detail: handOut.detail });
    case 'refused':
      throw new ApiError(403, `This agent may not have that token of ${handOut.provider.id}.`, { detail: handOut.cause });
    case 'unavailable':
      throw new ApiError(500, 'The token could not be refreshed or validated.', { detail: handOut.cause });
  }
}

import Type, { type TObject } from 'typebox';
import type { ApiToken } from '../../../identity/model/session.ts';
import { encodeTime } from '../times.ts';

/** An API token as the REST API shows it: all but its text. */
export const apiTokenBody: TObject = Type.Object(
  {
    id: Type.String(),
    user_id: Type.String({ format: 'uuid' }),
    token_name: Type.String(),
    login_type: Type.Enum(['token']),
    scopes: Type.Array(Type.String()),
    created_at: Type.String({ format: 'date-time' }),
    expires_at: Type.String({ format: 'date-time', description: 'The zero time if it never does.' }),
    last_used: Type.String({ format: 'date-time', description: 'To the hour; the zero time if it never was.' }),
  },
  { $id: 'APIToken' },
);

/** Encodes an API token. */
export const encodeApiToken = (apiToken: ApiToken): Readonly<Record<string, unknown>> => ({
  id: apiToken.id,
  user_id: apiToken.userId,
  token_name: apiToken.name,
  login_type: 'token',
  scopes: apiToken.scopes ?? ['all'],
  created_at: encodeTime(apiToken.createdAt),
  expires_at: encodeTime(apiToken.expiresAt),
  last_used: encodeTime(apiToken.lastUsedAt),
});

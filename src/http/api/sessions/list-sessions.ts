import Type from 'typebox';
import { listLiveSessions } from '../../../identity/sessions/end-session.ts';
import { callingSession, callingUser } from '../calling-user.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { encodeTime } from '../times.ts';

/** Lists the caller's sessions. */
export const listSessions: Operation = defineOperation({
  name: 'listSessions',
  method: 'GET',
  path: '/api/v2/users/me/sessions',
  tag: 'Sessions',
  summary: 'List where you are signed in, newest first.',
  authorization: { who: 'user', scope: 'api_key:read' },
  answers: {
    200: {
      description: 'Your sessions.',
      body: Type.Array(
        Type.Object(
          {
            id: Type.String(),
            user_agent: Type.String(),
            address: Type.String(),
            created_at: Type.String({ format: 'date-time' }),
            last_used_at: Type.String({ format: 'date-time', description: 'To the hour.' }),
            expires_at: Type.String({ format: 'date-time' }),
            is_current: Type.Boolean({ description: 'Whether it is the one you call with.' }),
          },
          { $id: 'Session' },
        ),
      ),
    },
  },
  async run({ caller, rooms }) {
    const me = callingUser(caller);
    const sessions = await listLiveSessions(rooms.identity, me.user.id);
    return {
      status: 200,
      body: sessions.map(({ id, userAgent, address, createdAt, lastUsedAt, expiresAt }) => ({
        id,
        user_agent: userAgent,
        address,
        created_at: encodeTime(createdAt),
        last_used_at: encodeTime(lastUsedAt),
        expires_at: encodeTime(expiresAt),
        is_current: id === callingSession(me),
      })),
    };
  },
});

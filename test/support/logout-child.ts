import { endSession } from '../../src/identity/sessions/end-session.ts';
import { parseCredential } from '../../src/protocol/credential.ts';
import { openRooms } from '../../src/server/rooms.ts';

// A node that ends a session, and dies when that is kept, before it told anybody.
const [database = '', masterKey = '', accessUrl = '', token = ''] = process.argv.slice(2);
const rooms = await openRooms({
  database,
  masterKey: Buffer.from(masterKey, 'base64'),
  accessUrl,
  providers: [],
  onSessionsEnded: () => process.kill(process.pid, 'SIGKILL'),
});
const sessionId = parseCredential(token)?.id ?? '';
const userId = (await rooms.identity.facts.findSessionWithUser(sessionId))?.user.id ?? '';
await endSession(rooms.identity, { userId, sessionId, own: true }, { address: '127.0.0.1', userAgent: '', requestId: 'r' });

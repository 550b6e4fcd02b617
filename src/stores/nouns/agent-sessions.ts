import type { IdentityChange } from '../../identity/changes.ts';
import type { Agent } from '../../identity/model/session.ts';
import type { User } from '../../identity/model/user.ts';
import type { AgentSession } from '../../identity/model/workload-identity.ts';
import type { ColumnType, Noun, Read, Row, Writes } from '../noun.ts';
import { agentColumns, agentSelection, readAgent } from './agents.ts';
import { readUser, userColumns, userSelection } from './users.ts';

const parameters: Readonly<Record<string, ColumnType>> = {
  id: 'text',
  secret_hash: 'text',
  agent_id: 'text',
  identity_id: 'text',
  address: 'text',
  created_at: 'integer',
  expires_at: 'integer',
};

const writes: Writes<Extract<IdentityChange, { change: 'insert_agent_session' }>> = {
  insert_agent_session: {
    kind: 'insert',
    table: 'agent_sessions',
    parameters,
    key: ['id'],
    expects: 'one',
    bind: ({ session }) => ({
      id: session.id,
      secret_hash: session.secretHash,
      agent_id: session.agentId,
      identity_id: session.identityId,
      address: session.address,
      created_at: session.createdAt,
      expires_at: session.expiresAt,
    }),
  },
};

/** What workloads got for their identities. */
export const agentSessions: Noun = {
  name: 'agent sessions',
  writes,
  sealed: [],
  sweep: { table: 'agent_sessions', key: 'id', where: 'expires_at < :before' },
};

const columns = Object.keys(parameters);

const readSession = (row: Row): AgentSession => ({
  id: row.session_id,
  secretHash: row.session_secret_hash,
  agentId: row.session_agent_id,
  identityId: row.session_identity_id,
  address: row.session_address,
  createdAt: row.session_created_at,
  expiresAt: row.session_expires_at,
});

/** One session, the agent it stands for, and whom that acts for; nothing if the identity it was given for is gone. */
export const findAgentSession: Read<{ id: string }, { readonly session: AgentSession; readonly agent: Agent; readonly user: User }> = {
  parameters: { id: 'text' },
  sql: `select ${columns.map((column) => `s.${column} as session_${column}`).join(', ')}, ${agentSelection}, ${userSelection}
        from agent_sessions s join agent_identities i on i.id = s.identity_id
        join agents a on a.id = s.agent_id join users u on u.id = a.user_id where s.id = :id`,
  columns: {
    ...Object.fromEntries(columns.map((column) => [`session_${column}`, parameters[column] ?? 'text'])),
    ...agentColumns,
    ...userColumns,
  },
  answer: 'one',
  record: (row: Row) => ({ session: readSession(row), agent: readAgent(row), user: readUser(row) }),
};

import type { IdentityChange } from '../../identity/changes.ts';
import { rulesOfProviders } from '../../identity/model/hand-out-rule.ts';
import type { Agent } from '../../identity/model/session.ts';
import type { User } from '../../identity/model/user.ts';
import type { ColumnType, Noun, Read, Row, Writes } from '../noun.ts';
import { readUser, userColumns, userSelection } from './users.ts';

type AgentChange = Extract<IdentityChange, { change: 'insert_agent' | 'touch_agent' | 'revoke_agent' | 'replace_agent_rules' }>;

const parameters: Readonly<Record<string, ColumnType>> = {
  id: 'text',
  secret_hash: 'text',
  user_id: 'text',
  name: 'text',
  hand_out_rules: 'json',
  created_at: 'integer',
  expires_at: 'integer',
  last_used_at: 'integer',
  revoked_at: 'integer',
};

const writes: Writes<AgentChange> = {
  insert_agent: {
    kind: 'insert',
    table: 'agents',
    parameters,
    key: ['id'],
    expects: 'one',
    bind: ({ agent }) => ({
      id: agent.id,
      secret_hash: agent.secretHash,
      user_id: agent.userId,
      name: agent.name,
      hand_out_rules: agent.handOutRules,
      created_at: agent.createdAt,
      expires_at: agent.expiresAt,
      last_used_at: agent.lastUsedAt,
      revoked_at: agent.revokedAt,
    }),
  },
  touch_agent: {
    kind: 'update',
    table: 'agents',
    parameters: { id: 'text', at: 'integer' },
    key: ['id'],
    set: 'last_used_at = :at',
    where: 'id = :id and (last_used_at is null or last_used_at < :at)',
    expects: 'any',
    bind: ({ agentId, at }) => ({ id: agentId, at }),
  },
  revoke_agent: {
    kind: 'update',
    table: 'agents',
    parameters: { id: 'text', user_id: 'text', at: 'integer' },
    key: ['id'],
    set: 'revoked_at = :at',
    where: 'id = :id and user_id = :user_id and revoked_at is null',
    expects: 'one',
    bind: ({ agentId, userId, at }) => ({ id: agentId, user_id: userId, at }),
  },
  replace_agent_rules: {
    kind: 'update',
    table: 'agents',
    parameters: { id: 'text', user_id: 'text', rules: 'json' },
    key: ['id'],
    set: 'hand_out_rules = :rules, allowed_providers = null',
    where: 'id = :id and user_id = :user_id and revoked_at is null',
    expects: 'one',
    bind: ({ agentId, userId, rules }) => ({ id: agentId, user_id: userId, rules }),
  },
};

/** Agents. Revoked ones stay for the audit trail's sake; their names are free again. */
export const agents: Noun = { name: 'agents', writes, sealed: [] };

/** The columns of an agent in answers. Rows older than the rules have a list of providers in their place. */
export const agentColumns: Readonly<Record<string, ColumnType>> = { ...parameters, allowed_providers: 'json' };

/** Selects {@link agentColumns} from `agents a`. */
export const agentSelection: string = Object.keys(agentColumns)
  .filter((column) => column !== 'user_id')
  .map((column) => `a.${column}`)
  .join(', ');

/** The agent of a row that has {@link agentColumns}. */
export const readAgent = (row: Row): Agent => ({
  id: row.id,
  secretHash: row.secret_hash,
  userId: row.user_id,
  name: row.name,
  handOutRules: row.hand_out_rules ?? rulesOfProviders(row.allowed_providers),
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  lastUsedAt: row.last_used_at,
  revokedAt: row.revoked_at,
});

/** One agent and whom it acts for. */
export const findAgentWithUser: Read<{ id: string }, { readonly agent: Agent; readonly user: User }> = {
  parameters: { id: 'text' },
  sql: `select ${agentSelection}, ${userSelection} from agents a join users u on u.id = a.user_id where a.id = :id`,
  columns: { ...agentColumns, ...userColumns },
  answer: 'one',
  record: (row: Row) => ({ agent: readAgent(row), user: readUser(row) }),
};

/** A user's agents that were not revoked, newest first. */
export const listAgents: Read<{ user_id: string }, Agent> = {
  parameters: { user_id: 'text' },
  sql: `select ${agentSelection}, a.user_id from agents a where a.user_id = :user_id and a.revoked_at is null order by a.id desc`,
  columns: agentColumns,
  answer: 'many',
  record: readAgent,
};

import type { IdentityChange } from '../../identity/changes.ts';
import type { AgentIdentity, WorkloadIdentity } from '../../identity/model/workload-identity.ts';
import type { IdentifiedAgent } from '../../identity/ports.ts';
import type { ColumnType, Noun, Read, Row, Value, Writes } from '../noun.ts';
import { agentColumns, agentSelection, readAgent } from './agents.ts';
import { readUser, userColumns, userSelection } from './users.ts';

type AgentIdentityChange = Extract<IdentityChange, { change: 'insert_agent_identity' | 'delete_agent_identity' }>;

const parameters: Readonly<Record<string, ColumnType>> = {
  id: 'text',
  agent_id: 'text',
  platform: 'text',
  instance_id: 'text',
  issuer: 'text',
  exact_subject: 'text',
  subject: 'text',
  claims: 'json',
  created_at: 'integer',
};

/** What a workload is known by, in columns. A subject that is no pattern can be looked up; the others are all read. */
function bindWorkload(workload: WorkloadIdentity): Readonly<Record<string, Value>> {
  const { platform } = workload;
  if (!('issuer' in workload)) return { platform, instance_id: workload.instanceId };
  const { issuer, subject, claims } = workload;
  const exact = subject === undefined || subject.includes('*') ? '' : subject;
  return { platform, issuer, exact_subject: exact, subject, claims };
}

const writes: Writes<AgentIdentityChange> = {
  insert_agent_identity: {
    kind: 'insert',
    table: 'agent_identities',
    parameters,
    key: ['id'],
    expects: 'one',
    bind: ({ identity: { id, agentId, workload, createdAt } }) => ({
      instance_id: undefined,
      issuer: undefined,
      exact_subject: undefined,
      subject: undefined,
      claims: undefined,
      ...bindWorkload(workload),
      id,
      agent_id: agentId,
      created_at: createdAt,
    }),
  },
  delete_agent_identity: {
    kind: 'delete',
    table: 'agent_identities',
    parameters: { id: 'text', agent_id: 'text' },
    key: ['id'],
    where: 'id = :id and agent_id = :agent_id',
    expects: 'one',
    bind: ({ identityId, agentId }) => ({ id: identityId, agent_id: agentId }),
  },
};

/** Which workloads are which agents. */
export const agentIdentities: Noun = { name: 'agent identities', writes, sealed: [] };

const columns: Readonly<Record<string, ColumnType>> = {
  identity_id: 'text',
  agent_id: 'text',
  platform: 'text',
  instance_id: 'text',
  issuer: 'text',
  subject: 'text',
  claims: 'json',
  identity_created_at: 'integer',
};

const selection =
  'i.id as identity_id, i.agent_id, i.platform, i.instance_id, i.issuer, i.subject, i.claims, i.created_at as identity_created_at';

const readIdentity = (row: Row): AgentIdentity => ({
  id: row.identity_id,
  agentId: row.agent_id,
  workload:
    row.issuer === undefined
      ? { platform: row.platform, instanceId: row.instance_id }
      : { platform: row.platform, issuer: row.issuer, subject: row.subject, claims: row.claims },
  createdAt: row.identity_created_at,
});

/** The identities of a user's agents that were not revoked, oldest first. */
export const listAgentIdentities: Read<{ user_id: string }, AgentIdentity> = {
  parameters: { user_id: 'text' },
  sql: `select ${selection} from agent_identities i join agents a on a.id = i.agent_id
        where a.user_id = :user_id and a.revoked_at is null order by i.id`,
  columns,
  answer: 'many',
  record: readIdentity,
};

const listAgents = <Parameters extends Readonly<Record<string, string>>>(
  named: Readonly<Record<keyof Parameters & string, ColumnType>>,
  where: string,
): Read<Parameters, IdentifiedAgent> => ({
  parameters: named,
  sql: `select ${selection}, ${agentSelection}, ${userSelection}
        from agent_identities i join agents a on a.id = i.agent_id join users u on u.id = a.user_id
        where ${where} and a.revoked_at is null order by i.id`,
  columns: { ...columns, ...agentColumns, ...userColumns },
  answer: 'many',
  record: (row) => ({ identity: readIdentity(row), agent: readAgent(row), user: readUser(row) }),
});

/** Live agents that are a machine. */
export const listAgentsOfInstance: Read<{ platform: string; instance_id: string }, IdentifiedAgent> = listAgents(
  { platform: 'text', instance_id: 'text' },
  'i.instance_id = :instance_id and i.platform = :platform',
);

/** Live agents that are, or by pattern may be, a subject of an issuer. */
export const listAgentsOfIssuer: Read<{ issuer: string; subject: string }, IdentifiedAgent> = listAgents(
  { issuer: 'text', subject: 'text' },
  "i.issuer = :issuer and i.exact_subject in (:subject, '')",
);

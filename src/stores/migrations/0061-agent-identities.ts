import type { Migration } from '../noun.ts';

/** Which workloads are which agents: machines by their ids, others by issuer, subject and claims. */
export const agentIdentities: Migration = {
  number: 61,
  name: 'agent identities',
  statements: [
    `create table agent_identities (
      id text primary key,
      agent_id text not null,
      platform text not null,
      instance_id text,
      issuer text,
      exact_subject text,
      subject text,
      claims text,
      created_at integer not null
    )`,
    'create index agent_identities_by_agent on agent_identities (agent_id)',
    'create index agent_identities_by_instance on agent_identities (instance_id) where instance_id is not null',
    'create index agent_identities_by_subject on agent_identities (issuer, exact_subject) where issuer is not null',
  ],
};

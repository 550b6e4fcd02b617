import type { IdentityChange } from '../../identity/changes.ts';
import type { StoredFederationPolicy } from '../../identity/model/federation-policy.ts';
import type { ColumnType, Noun, Read, Row, Value, Writes } from '../noun.ts';

type PolicyChange = Extract<
  IdentityChange,
  { change: 'insert_federation_policy' | 'update_federation_policy' | 'delete_federation_policy' }
>;

const table = 'federation_policies';

const parameters: Readonly<Record<string, ColumnType>> = {
  name: 'text',
  policy: 'json',
  version: 'integer',
  created_at: 'integer',
  updated_at: 'integer',
  updated_by: 'text',
};

function bind({ version, createdAt, updatedAt, updatedBy, ...policy }: StoredFederationPolicy): Readonly<Record<string, Value>> {
  return { name: policy.name, policy, version, created_at: createdAt, updated_at: updatedAt, updated_by: updatedBy };
}

const writes: Writes<PolicyChange> = {
  insert_federation_policy: { kind: 'insert', table, parameters, key: ['name'], expects: 'one', bind: ({ policy }) => bind(policy) },
  update_federation_policy: {
    kind: 'update',
    table,
    parameters: {
      name: 'text',
      policy: 'json',
      old_version: 'integer',
      version: 'integer',
      updated_at: 'integer',
      updated_by: 'text',
    },
    key: ['name'],
    set: 'policy = :policy, version = :version, updated_at = :updated_at, updated_by = :updated_by',
    where: 'name = :name and version = :old_version',
    expects: 'one',
    bind: ({ policy, version }) => {
      const { created_at: _createdAt, ...changed } = bind(policy);
      return { ...changed, old_version: version };
    },
  },
  delete_federation_policy: {
    kind: 'delete',
    table,
    parameters: { name: 'text' },
    key: ['name'],
    where: 'name = :name',
    expects: 'one',
    bind: ({ name }) => ({ name }),
  },
};

/** Trust policies. */
export const federationPolicies: Noun = { name: 'federation policies', writes, sealed: [] };

/** Every policy, by name. */
export const listFederationPolicies: Read<Record<never, never>, StoredFederationPolicy> = {
  parameters: {},
  sql: `select ${Object.keys(parameters).join(', ')} from ${table} order by name`,
  columns: parameters,
  answer: 'many',
  // JSON has no undefined: what a policy leaves open is not there.
  record: (row: Row) => ({
    jwksUri: undefined,
    audience: undefined,
    subject: undefined,
    claims: undefined,
    maxLifetime: undefined,
    ...row.policy,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  }),
};

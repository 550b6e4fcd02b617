import type { StoredProvider } from '../../broker/model/stored-provider.ts';
import type { ProviderChange } from '../../broker/provider-settings/provider-change.ts';
import { Secret } from '../../protocol/secret.ts';
import type { ColumnType, Noun, Read, Row, SealedColumn, Value, Writes } from '../noun.ts';

const table = 'provider_settings';

const parameters = {
  id: 'text',
  settings: 'json',
  client_secret: 'sealed',
  app_private_key: 'sealed',
  version: 'integer',
  created_at: 'integer',
  updated_at: 'integer',
  updated_by: 'text',
} as const satisfies Readonly<Record<string, ColumnType>>;

const bind = ({ provider }: { readonly provider: StoredProvider }): Readonly<Record<string, Value>> => ({
  id: provider.id,
  settings: provider.settings,
  client_secret: provider.clientSecret?.reveal(),
  app_private_key: provider.appPrivateKey?.reveal(),
  version: provider.version,
  created_at: provider.createdAt,
  updated_at: provider.updatedAt,
  updated_by: provider.updatedBy,
});

const writes: Writes<ProviderChange> = {
  insert_provider: { kind: 'insert', table, parameters, key: ['id'], expects: 'one', bind },
  update_provider: {
    kind: 'update',
    table,
    parameters: {
      id: 'text',
      settings: 'json',
      client_secret: 'sealed',
      app_private_key: 'sealed',
      old_version: 'integer',
      version: 'integer',
      updated_at: 'integer',
      updated_by: 'text',
    },
    key: ['id'],
    set: `settings = :settings, client_secret = :client_secret, app_private_key = :app_private_key, version = :version,
          updated_at = :updated_at, updated_by = :updated_by`,
    where: 'id = :id and version = :old_version',
    expects: 'one',
    bind: ({ provider, version }) => {
      const { created_at: _createdAt, ...changed } = bind({ provider });
      return { ...changed, old_version: version };
    },
  },
  delete_provider: {
    kind: 'delete',
    table,
    parameters: { id: 'text', version: 'integer' },
    key: ['id'],
    where: 'id = :id and version = :version',
    expects: 'one',
    bind: ({ providerId, version }) => ({ id: providerId, version }),
  },
  advance_providers: {
    kind: 'insert',
    table: 'provider_versions',
    parameters: { singleton: 'integer', version: 'integer' },
    key: ['singleton'],
    otherwise: 'on conflict (singleton) do update set version = provider_versions.version + 1',
    expects: 'one',
    bind: () => ({ singleton: 1, version: 1 }),
  },
};

const sealed = (column: string): SealedColumn => ({ sealed: { table, column, row: 'id' } });

/** What is stored of providers: few rows, read when their version moved. */
export const providerSettings: Noun = {
  name: 'provider settings',
  writes,
  sealed: [sealed('client_secret').sealed, sealed('app_private_key').sealed],
};

/** The number that every change makes larger. */
export const findProvidersVersion: Read<{ singleton: number }, number> = {
  parameters: { singleton: 'integer' },
  sql: 'select version from provider_versions where singleton = :singleton',
  columns: { version: 'integer' },
  answer: 'one',
  record: (row: Row): number => row.version,
};

/** Everything stored of providers, the oldest first. */
export const listStoredProviders: Read<Record<never, never>, StoredProvider> = {
  parameters: {},
  sql: `select id, settings, client_secret, app_private_key, version, created_at, updated_at, updated_by
    from provider_settings order by created_at, id`,
  columns: { ...parameters, client_secret: sealed('client_secret'), app_private_key: sealed('app_private_key') },
  answer: 'many',
  record: (row: Row): StoredProvider => ({
    id: row.id,
    settings: row.settings,
    clientSecret: row.client_secret === undefined ? undefined : new Secret(row.client_secret),
    appPrivateKey: row.app_private_key === undefined ? undefined : new Secret(row.app_private_key),
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  }),
};

/** How many connections each provider has. */
export const countConnections: Read<Record<never, never>, readonly [providerId: string, count: number]> = {
  parameters: {},
  sql: 'select provider_id, count(*) as connection_count from connections group by provider_id',
  columns: { provider_id: 'text', connection_count: 'integer' },
  answer: 'many',
  record: (row: Row) => [row.provider_id, row.connection_count],
};

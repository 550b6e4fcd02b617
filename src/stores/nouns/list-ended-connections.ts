import type { EndedConnection } from '../../broker/webhooks/ports.ts';
import type { Read, Row } from '../noun.ts';

/** Connections without a refresh token whose token ended since then, and of whose end no event tells; the first to end first. */
export const listEndedConnections: Read<{ since: number; now: number; limit: number }, EndedConnection> = {
  parameters: { since: 'integer', now: 'integer', limit: 'integer' },
  sql: `select id, provider_id, user_id, account, generation, expires_at from connections
        where expires_at > :since and expires_at <= :now and refresh_token is null
          and not exists (select 1 from webhook_events where webhook_events.id = 'msg_expired_' || connections.id || '_' || connections.generation)
        order by expires_at limit :limit`,
  columns: { id: 'text', provider_id: 'text', user_id: 'text', account: 'text', generation: 'integer', expires_at: 'integer' },
  answer: 'many',
  record: (row: Row): EndedConnection => ({
    id: row.id,
    providerId: row.provider_id,
    userId: row.user_id,
    account: row.account,
    generation: row.generation,
    expiresAt: row.expires_at,
  }),
};

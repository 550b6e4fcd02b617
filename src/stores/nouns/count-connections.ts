import type { ConnectionCount } from '../../broker/ports.ts';
import type { Read, Row } from '../noun.ts';

/**
 * Connections by provider and health, as `healthOf` judges each. What only the provider's settings tell, that its tokens are not refreshed
 * although it issued refresh tokens, is left out.
 */
export const countConnections: Read<{ now: number }, ConnectionCount> = {
  parameters: { now: 'integer' },
  sql: `select provider_id, health, count(*) as connection_count from (
          select provider_id, case
            when failure_class = 'terminal' then 'needs_reauth'
            when rejected_at is not null and last_validated_at is null and refresh_token is null then 'needs_reauth'
            when refresh_token is null and expires_at <= :now then 'needs_reauth'
            when refresh_token is null and expires_at <= :now + 86400 then 'expiring'
            when failure_class is not null then 'degraded'
            when intent_at is not null and (lease_until is null or lease_until <= :now) then 'degraded'
            else 'ok' end as health
          from connections
        ) as judged group by provider_id, health order by provider_id, health`,
  columns: { provider_id: 'text', health: 'text', connection_count: 'integer' },
  answer: 'many',
  record: (row: Row): ConnectionCount => ({ providerId: row.provider_id, health: row.health, count: row.connection_count }),
};

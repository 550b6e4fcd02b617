import type { EngineChange } from '../../engine/changes.ts';
import type { EndedSessions, LogoutNotice } from '../../engine/model/session-client.ts';
import type { ColumnType, Noun, Read, Row, Value, Writes } from '../noun.ts';

type SessionClientChange = Extract<
  EngineChange,
  {
    change: 'reach_session_client' | 'end_session_clients' | 'claim_logout_notice' | 'postpone_logout_notice' | 'delete_logout_notice';
  }
>;

const table = 'session_clients';

/** Which sessions ended, as parameters. */
export const endedParameters: Readonly<Record<'subject' | 'sid' | 'except_sid', ColumnType>> = {
  subject: 'text',
  sid: 'text',
  except_sid: 'text',
};

/** The values of {@link endedParameters}. */
export const bindEnded = ({ subject, sid, exceptSid }: EndedSessions): Readonly<Record<keyof typeof endedParameters, Value>> => ({
  subject,
  sid,
  except_sid: exceptSid,
});

/** Whether a row with these columns is of a session that ended. */
export const isOfEnded = (sid: string): string =>
  `subject = :subject and ${sid} is not null and (:sid is null or ${sid} = :sid) and ${sid} is distinct from :except_sid`;

const isAttempt = 'sid = :sid and client_number = :client_number and attempts = :attempts and ended_at is not null';
const attempt = { sid: 'text', client_number: 'integer', attempts: 'integer' } as const;
const bindAttempt = ({
  sid,
  clientNumber,
  attempts,
}: {
  readonly sid: string;
  readonly clientNumber: number;
  readonly attempts: number;
}) => ({
  sid,
  client_number: clientNumber,
  attempts,
});

const writes: Writes<SessionClientChange> = {
  reach_session_client: {
    kind: 'insert',
    table,
    parameters: {
      sid: 'text',
      client_number: 'integer',
      service_id: 'integer',
      subject: 'text',
      reached_at: 'integer',
      attempts: 'integer',
    },
    key: ['sid', 'client_number'],
    otherwise: 'on conflict (sid, client_number) do update set reached_at = excluded.reached_at',
    expects: 'any',
    bind: ({ sessionClient: { sid, clientNumber, serviceId, subject, reachedAt } }) => ({
      sid,
      client_number: clientNumber,
      service_id: serviceId,
      subject,
      reached_at: reachedAt,
      attempts: 0,
    }),
  },
  end_session_clients: {
    kind: 'update',
    table,
    parameters: { ...endedParameters, at: 'integer' },
    key: ['subject'],
    set: 'ended_at = :at, next_attempt_at = :at',
    where: `${isOfEnded('sid')} and ended_at is null`,
    expects: 'any',
    bind: ({ ended, at }) => ({ ...bindEnded(ended), at }),
  },
  claim_logout_notice: {
    kind: 'update',
    table,
    parameters: { ...attempt, at: 'integer', lease_until: 'integer' },
    key: ['sid', 'client_number'],
    set: 'attempts = :attempts + 1, next_attempt_at = :lease_until',
    where: `${isAttempt} and next_attempt_at <= :at`,
    expects: 'one',
    bind: ({ at, leaseUntil, ...rest }) => ({ ...bindAttempt(rest), at, lease_until: leaseUntil }),
  },
  postpone_logout_notice: {
    kind: 'update',
    table,
    parameters: { ...attempt, next_attempt_at: 'integer' },
    key: ['sid', 'client_number'],
    set: 'next_attempt_at = :next_attempt_at',
    where: isAttempt,
    expects: 'any',
    bind: ({ nextAttemptAt, ...rest }) => ({ ...bindAttempt(rest), next_attempt_at: nextAttemptAt }),
  },
  delete_logout_notice: {
    kind: 'delete',
    table,
    parameters: attempt,
    key: ['sid', 'client_number'],
    where: isAttempt,
    expects: 'any',
    bind: bindAttempt,
  },
};

/** The clients that sessions reached: kept for three months after the last time, which is longer than sessions live unless people renew them. */
export const sessionClients: Noun = {
  name: 'session clients',
  writes,
  sealed: [],
  sweep: { table, key: 'sid, client_number', where: 'reached_at < :before - 7776000' },
};

/** Who is to be told now of a session's end: of each client the first few, so that a slow one does not keep the others waiting. */
export const listDueLogoutNotices: Read<{ now: number; per_client: number }, LogoutNotice> = {
  parameters: { now: 'integer', per_client: 'integer' },
  sql: `select sid, client_number, service_id, subject, ended_at, attempts
        from (select sid, client_number, service_id, subject, ended_at, attempts, next_attempt_at,
                row_number() over (partition by client_number order by next_attempt_at, sid) as place
              from ${table} where next_attempt_at is not null and next_attempt_at <= :now) as due
        where place <= :per_client order by next_attempt_at, sid`,
  columns: {
    sid: 'text',
    client_number: 'integer',
    service_id: 'integer',
    subject: 'text',
    ended_at: 'integer',
    attempts: 'integer',
  },
  answer: 'many',
  record: (row: Row): LogoutNotice => ({
    sid: row.sid,
    clientNumber: row.client_number,
    serviceId: row.service_id,
    subject: row.subject,
    endedAt: row.ended_at,
    attempts: row.attempts,
  }),
};

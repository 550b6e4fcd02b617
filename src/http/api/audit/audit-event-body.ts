import Type, { type TObject } from 'typebox';
import { type AuditEvent, type AuditEventName, auditEventNames } from '../../../identity/model/audit-event.ts';
import { toRfc3339 } from '../../../protocol/units.ts';

/** Which events are wanted; what is left out is every one. */
export const auditFilter: {
  readonly event: Type.TOptional<Type.TEnum<AuditEventName[]>>;
  readonly actor: Type.TOptional<Type.TString>;
  readonly target: Type.TOptional<Type.TString>;
} = {
  event: Type.Optional(Type.Enum([...auditEventNames], { description: 'What happened.' })),
  actor: Type.Optional(
    Type.String({
      maxLength: 200,
      description: 'Who did it: `user:<id>`, `agent:<id>`, `client:<number>`, `management_token:<id>`, `system`.',
    }),
  ),
  target: Type.Optional(Type.String({ maxLength: 200, description: 'What it was done to, such as `connection:<id>`.' })),
};

/** An event of the audit trail as the REST API shows it: with what it takes to check the chain. */
export const auditEventBody: TObject = Type.Object(
  {
    sequence: Type.Integer({ description: '1, 2, 3 …, without gaps.' }),
    at: Type.String({ format: 'date-time' }),
    event: Type.String(),
    actor: Type.String(),
    target: Type.Union([Type.String(), Type.Null()]),
    address: Type.Union([Type.String(), Type.Null()]),
    request_id: Type.Union([Type.String(), Type.Null()]),
    details: Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()]),
    previous_hash: Type.String(),
    hash: Type.String({ description: 'SHA-256, base64url, over everything above.' }),
  },
  { $id: 'AuditEvent' },
);

/** Encodes an event of the trail. */
export const encodeAuditEvent = (event: AuditEvent): Readonly<Record<string, unknown>> => ({
  sequence: event.sequence,
  at: toRfc3339(event.at),
  event: event.event,
  actor: event.actor,
  target: event.target ?? null,
  address: event.address ?? null,
  request_id: event.requestId ?? null,
  details: event.details ?? null,
  previous_hash: event.previousHash,
  hash: event.hash,
});

import Type, { type TObject } from 'typebox';
import { rightsOf } from '../../../identity/management-tokens/rights-of.ts';
import type { ManagementToken } from '../../../identity/model/session.ts';
import { encodeTime } from '../times.ts';

/** A token of the engine API as the REST API shows it: all but its text. */
export const managementTokenBody: TObject = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    kind: Type.Enum(['service', 'organization']),
    service_id: Type.Optional(Type.Integer({ description: 'The service it opens; left out if it opens all.' })),
    rights: Type.Array(Type.String()),
    created_at: Type.String({ format: 'date-time' }),
    last_used: Type.String({ format: 'date-time', description: 'To the hour; the zero time if it never was.' }),
  },
  { $id: 'ManagementToken' },
);

/** Encodes a token of the engine API. */
export const encodeManagementToken = (token: ManagementToken): Readonly<Record<string, unknown>> => ({
  id: token.id,
  name: token.name,
  kind: token.kind,
  ...(token.serviceId === undefined ? {} : { service_id: token.serviceId }),
  rights: rightsOf(token),
  created_at: encodeTime(token.createdAt),
  last_used: encodeTime(token.lastUsedAt),
});

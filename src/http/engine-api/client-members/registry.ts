import type { TObject } from 'typebox';
import type { ClientFieldFault, ClientInput } from '../../../engine/clients/client-input.ts';
import type { Client } from '../../../engine/model/client.ts';
import type { Secret } from '../../../protocol/secret.ts';
import { CallerError } from '../caller-error.ts';
import { describeMembers, faultOfMember, type MemberTable, schemaOfMembers, writeMembers } from '../member-table.ts';
import { authenticationMembers } from './authentication.ts';
import { descriptionMembers } from './description.ts';
import { identityMembers } from './identity.ts';
import { refusedMembers, unsaidMembers } from './refused.ts';
import { requestMembers } from './requests.ts';
import type { ShownClient } from './shown-client.ts';
import { tokenMembers } from './tokens.ts';

/** Every member of the client object. Schemas, answers, what calls may set, and the reference are computed from this list. */
export const clientMembers: MemberTable<ShownClient, ClientInput> = [
  ...identityMembers,
  ...descriptionMembers,
  ...requestMembers,
  ...authenticationMembers,
  ...tokenMembers,
  ...unsaidMembers,
  ...refusedMembers,
];

/** The schema of the client object. */
export const clientObject: TObject = schemaOfMembers(clientMembers, 'EngineClient');

/** Shows a client. @param clientSecret its secret, where it is known */
export const describeClientObject = (client: Client, clientSecret?: Secret): Readonly<Record<string, unknown>> =>
  describeMembers(clientMembers, { client, clientSecret });

/**
 * The input that a client object comes to. Empty texts say nothing: libraries send them for what nobody set.
 *
 * @throws CallerError naming a member that is not supported.
 */
export function readClientObject(body: Readonly<Record<string, unknown>>): ClientInput {
  const said = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== ''));
  return writeMembers(clientMembers, said, {});
}

/** Tells of a fault in a client object. */
export function clientFault([fault]: readonly ClientFieldFault[]): CallerError {
  const error = faultOfMember(clientMembers, fault ?? { field: 'client', detail: 'client is not right' });
  return fault?.isLimit === true ? new CallerError('limitReached', error.message) : error;
}

import type { Service } from '../../../engine/model/service.ts';
import type { MemberTable } from '../member-table.ts';
import { delegationMembers } from './delegation.ts';
import { deviceMembers } from './device.ts';
import { endpointMembers } from './endpoints.ts';
import { identityMembers } from './identity.ts';
import { offerMembers } from './offers.ts';
import { refusedMembers } from './refused.ts';
import { registrationMembers } from './registration.ts';
import { requestMembers } from './requests.ts';
import { signatureKeyMembers } from './signature-keys.ts';
import { tokenMembers } from './tokens.ts';

/** Every member of the service object. What is shown, what is taken, and the reference are computed from this list. */
export const serviceMembers: MemberTable<Service, Service> = [
  ...identityMembers,
  ...endpointMembers,
  ...offerMembers,
  ...registrationMembers,
  ...requestMembers,
  ...tokenMembers,
  ...signatureKeyMembers,
  ...delegationMembers,
  ...deviceMembers,
  ...refusedMembers,
];

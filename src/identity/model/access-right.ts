/** What a key to the engine API may be good for. */
export const accessRights = [
  'admin',
  'create_service',
  'delete_service',
  'modify_service',
  'view_service',
  'create_client',
  'modify_client',
  'view_client',
  'use_service',
  'use_introspection',
  'view_audit_log',
] as const;

/** One of them. */
export type AccessRight = (typeof accessRights)[number];

/** Those that concern more than one service. */
export const deploymentRights: readonly AccessRight[] = ['admin', 'create_service', 'view_audit_log'];

/** The next smaller rights that a larger one includes. */
const includes: Readonly<Partial<Record<AccessRight, readonly AccessRight[]>>> = {
  admin: ['create_service', 'delete_service', 'modify_service', 'create_client', 'use_service', 'view_audit_log'],
  create_client: ['modify_client'],
  modify_service: ['view_service'],
  modify_client: ['view_client'],
  use_service: ['use_introspection'],
};

/** Whether one of the rights is the wanted one, or includes it. */
export const hasRight = (rights: readonly AccessRight[], wanted: AccessRight): boolean =>
  rights.some((right) => right === wanted || hasRight(includes[right] ?? [], wanted));

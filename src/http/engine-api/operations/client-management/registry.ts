import type { EngineOperation } from '../../engine-operation.ts';
import { refreshSecret, updateSecret } from './change-secret.ts';
import { deleteAuthorizations } from './delete-authorizations.ts';
import { grantedScopes } from './granted-scopes.ts';
import { listAuthorizations } from './list-authorizations.ts';
import { requestableScopes } from './requestable-scopes.ts';
import { updateAuthorizations } from './update-authorizations.ts';
import { updateLockFlag } from './update-lock-flag.ts';

/** What is managed of clients beside their settings. */
export const clientManagementOperations: readonly EngineOperation[] = [
  updateLockFlag,
  refreshSecret,
  updateSecret,
  ...listAuthorizations,
  updateAuthorizations,
  ...deleteAuthorizations,
  ...grantedScopes,
  ...requestableScopes,
];

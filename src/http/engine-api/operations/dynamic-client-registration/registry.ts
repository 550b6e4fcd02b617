import type { EngineOperation } from '../../engine-operation.ts';
import { deleteRegistrationOperation } from './delete.ts';
import { getRegistrationOperation } from './get.ts';
import { registerClientOperation } from './register.ts';
import { updateRegistrationOperation } from './update.ts';

/** What a front end does with requests to its registration and client configuration endpoints. */
export const registrationOperations: readonly EngineOperation[] = [
  registerClientOperation,
  getRegistrationOperation,
  updateRegistrationOperation,
  deleteRegistrationOperation,
];

import Type from 'typebox';
import { disabledOperations } from '../../disabled-operation.ts';
import type { EngineOperation } from '../../engine-operation.ts';
import { optionalText, text } from '../../schemas/members.ts';

const params = Type.Object({ handle: text('The handle of the key.') });

/** Keys in hardware security modules: no service has them. */
export const hardwareSecurityKeyOperations: readonly EngineOperation[] = disabledOperations(
  { does: 'keep keys in hardware security modules', right: 'modify_service' },
  [
    {
      name: 'hskCreateApi',
      method: 'POST',
      path: '/hsk/create',
      command: ['hardware-security-keys', 'create'],
      summary: 'Create a key in a hardware security module.',
      body: Type.Object({
        kty: optionalText('The type of the key.'),
        use: optionalText('What the key is for.'),
        kid: optionalText('The id of the key.'),
        hsmName: optionalText('The module.'),
        alg: optionalText('The algorithm of the key.'),
      }),
      example: { kty: 'EC', use: 'sig', kid: 'key-1', hsmName: 'my-module', alg: 'ES256' },
      refusal: { code: 'A303201', action: 'INVALID_REQUEST' },
    },
    {
      name: 'hskGetListApi',
      method: 'GET',
      path: '/hsk/get/list',
      command: ['hardware-security-keys', 'list'],
      summary: 'List the keys in hardware security modules.',
      example: {},
      refusal: { code: 'A306201', action: 'INVALID_REQUEST' },
    },
    {
      name: 'hskGetApi',
      method: 'GET',
      path: '/hsk/get/{handle}',
      command: ['hardware-security-keys', 'get'],
      summary: 'Get a key in a hardware security module.',
      params,
      example: { handle: 'the-handle' },
      refusal: { code: 'A305201', action: 'INVALID_REQUEST' },
    },
    {
      name: 'hskDeleteApi',
      method: 'DELETE',
      path: '/hsk/delete/{handle}',
      command: ['hardware-security-keys', 'delete'],
      summary: 'Delete a key in a hardware security module.',
      params,
      example: { handle: 'the-handle' },
      // A deletion that works answers 204, which has no room for an action.
      refusal: { code: 'A001216', status: 403 },
    },
  ],
);

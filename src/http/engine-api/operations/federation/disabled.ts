import Type from 'typebox';
import { disabledOperations } from '../../disabled-operation.ts';
import type { EngineOperation } from '../../engine-operation.ts';
import { optionalText } from '../../schemas/members.ts';

/** OpenID Federation: no service has it. */
export const federationOperations: readonly EngineOperation[] = disabledOperations(
  { does: 'take part in a federation', right: 'use_service' },
  [
    {
      name: 'federationConfigurationApi',
      method: 'POST',
      path: '/federation/configuration',
      command: ['federation', 'configuration'],
      summary: 'Make the entity configuration of the service.',
      takesForms: true,
      body: Type.Object({}),
      example: {},
      refusal: { code: 'A316202', action: 'NOT_FOUND', error: 'invalid_request' },
    },
    {
      name: 'federationRegistrationApi',
      method: 'POST',
      path: '/federation/registration',
      command: ['federation', 'registration'],
      summary: 'Register a client that a federation vouches for.',
      takesForms: true,
      body: Type.Object({
        entityConfiguration: optionalText('The entity configuration of the client.'),
        trustChain: optionalText('The trust chain of the client: the text of a JSON array.'),
      }),
      example: { entityConfiguration: 'the-entity-configuration' },
      refusal: { code: 'A324301', action: 'NOT_FOUND', error: 'invalid_request' },
    },
  ],
);

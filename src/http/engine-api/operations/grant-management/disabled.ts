import Type from 'typebox';
import { disabledOperations } from '../../disabled-operation.ts';
import type { EngineOperation } from '../../engine-operation.ts';
import { proofMembers } from '../../schemas/client-members.ts';
import { optionalText } from '../../schemas/members.ts';

/** Grant management: no service has it, so that no grant has an id to be asked for. */
export const grantManagementOperations: readonly EngineOperation[] = disabledOperations(
  { does: 'let clients manage grants', right: 'use_service' },
  [
    {
      name: 'grantMApi',
      method: 'POST',
      path: '/gm',
      command: ['grant-management', 'process-request'],
      summary: 'Process a grant management request.',
      takesForms: true,
      body: Type.Object({
        accessToken: optionalText('The access token of the request.'),
        clientCertificate: optionalText("The client's certificate, in PEM."),
        gmAction: Type.Optional(
          Type.Enum(['CREATE', 'QUERY', 'REPLACE', 'REVOKE', 'MERGE'], { description: 'What to do with the grant.' }),
        ),
        grantId: optionalText('The id of the grant.'),
        ...proofMembers,
      }),
      example: { accessToken: 'the-access-token', gmAction: 'QUERY', grantId: 'the-grant' },
      refusal: { code: 'A277301', action: 'NOT_FOUND', error: 'invalid_request' },
    },
  ],
);

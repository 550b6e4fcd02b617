import Type, { type TObject } from 'typebox';
import { changeClientSecret } from '../../../../engine/clients/change-client-secret.ts';
import { Secret } from '../../../../protocol/secret.ts';
import { acceptDecision } from '../../client-members/accept-decision.ts';
import { type EngineAnswer, type EngineOperation, type ServiceCall, serviceOperation } from '../../engine-operation.ts';
import { resultOf } from '../../oauth-result.ts';
import { recordClientEvent } from '../../record-client-event.ts';
import { clientIdentifierParams } from '../../schemas/client-call.ts';
import { optionalText } from '../../schemas/members.ts';
import { resultMembers } from '../../schemas/result.ts';

const answer: TObject = Type.Object({
  ...resultMembers,
  newClientSecret: Type.String({ description: 'The secret from now on; it is not shown again.' }),
  oldClientSecret: optionalText('The one before, where its text was kept.'),
});

/** Changes the secret, and tells it this once. */
async function change(call: ServiceCall<{ clientIdentifier: string }>, code: string, given?: Secret): Promise<EngineAnswer> {
  const { params, service, rooms } = call;
  const changed = acceptDecision(await changeClientSecret(rooms.engine, { service, clientId: params.clientIdentifier, given }));
  const { client, full, previous } = changed;
  recordClientEvent(call, 'app_secret_replaced', client, { is_given: given !== undefined });
  return {
    body: {
      ...resultOf(code, 'The client has another secret.'),
      newClientSecret: full.reveal(),
      oldClientSecret: previous?.reveal(),
    },
  };
}

/** Makes another secret for a client. It is a GET, as in the interface we keep to. */
export const refreshSecret: EngineOperation = serviceOperation({
  name: 'clientSecretRefreshApi',
  method: 'GET',
  path: '/client/secret/refresh/{clientIdentifier}',
  command: ['client management', 'refresh-secret'],
  summary: 'Rotate the secret of a client.',
  description: 'The old secret is refused at once; tokens that were obtained with it live on.',
  right: 'modify_client',
  params: clientIdentifierParams,
  answer,
  example: { clientIdentifier: 'my-client' },
  run: (call) => change(call, 'A148001'),
});

/** Gives a client the secret that the caller chose. */
export const updateSecret: EngineOperation = serviceOperation({
  name: 'clientSecretUpdateApi',
  method: 'POST',
  path: '/client/secret/update/{clientIdentifier}',
  command: ['client management', 'update-secret'],
  summary: 'Give a client a secret of your choice.',
  description: 'To bring a client along from another server. A secret is only as good as it is random: prefer to have one made.',
  right: 'modify_client',
  takesForms: true,
  params: clientIdentifierParams,
  body: Type.Object({
    clientSecret: Type.String({ description: '1 to 86 letters of A–Z, a–z, 0–9, - and _.', pattern: '^[A-Za-z0-9_-]{1,86}$' }),
  }),
  answer,
  example: { clientIdentifier: 'my-client', clientSecret: 'Zk4w-a-secret-of-enough-random-letters-Qp7' },
  run: (call) => change(call, 'A149001', new Secret(call.body.clientSecret)),
});

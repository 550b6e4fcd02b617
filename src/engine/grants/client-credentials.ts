import { getParameter } from '../../protocol/form.ts';
import { makeAccessToken } from '../token/make-access-token.ts';
import { decideClientCredentials } from './decide-client-credentials.ts';
import { defineGrantType, type GrantType } from './grant-type.ts';

/** A confidential client obtains a token for itself. */
export const clientCredentials: GrantType = defineGrantType({
  name: 'client_credentials',
  spec: 'RFC 6749 §4.4',
  publicClients: 'refused',
  parameters: ['scope', 'resource', 'authorization_details'],
  repeatable: ['resource'],
  startsFlow: true,
  gather: ({ engine, service, client, clientSecretId, confirmation, parameters, options, now }) => ({
    now,
    service,
    client,
    clientSecretId,
    confirmation,
    requestedScope: getParameter(parameters, 'scope'),
    requestedResources: parameters.get('resource'),
    requestedDetails: getParameter(parameters, 'authorization_details'),
    options,
    accessToken: makeAccessToken(engine, service, client, options),
  }),
  judge: decideClientCredentials,
});

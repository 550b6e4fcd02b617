import { getParameter } from '../../protocol/form.ts';
import { mintAccessToken } from '../token/fresh-token.ts';
import { accessTokenFormat } from '../token/issue-tokens.ts';
import { decideClientCredentials } from './decide-client-credentials.ts';
import { defineGrantType, type GrantType } from './grant-type.ts';

/** A confidential client obtains a token for itself. */
export const clientCredentials: GrantType = defineGrantType({
  name: 'client_credentials',
  spec: 'RFC 6749 §4.4',
  publicClients: 'refused',
  parameters: ['scope', 'resource', 'authorization_details'],
  repeatable: ['resource'],
  gather: ({ engine, service, client, clientSecretId, confirmation, parameters, now }) => ({
    now,
    service,
    client,
    clientSecretId,
    confirmation,
    requestedScope: getParameter(parameters, 'scope'),
    requestedResources: parameters.get('resource'),
    requestedDetails: getParameter(parameters, 'authorization_details'),
    accessToken: mintAccessToken(engine, accessTokenFormat(service, client)),
  }),
  judge: decideClientCredentials,
});

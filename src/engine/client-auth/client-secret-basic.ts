import { decodeBasicCredentials } from '../../protocol/basic-credentials.ts';
import { type ClientAuthMethod, defineClientAuthMethod } from './client-auth-method.ts';
import { proveClientSecret } from './prove-client-secret.ts';

/** The client's id and secret travel in the `Authorization` header. */
export const clientSecretBasic: ClientAuthMethod = defineClientAuthMethod({
  name: 'client_secret_basic',
  spec: 'RFC 6749 §2.3.1',
  clientType: 'confidential',
  family: 'client_secret',
  read: ({ authorization }) => {
    const credentials = decodeBasicCredentials(authorization);
    return credentials && { clientId: credentials.clientId, secret: credentials.clientSecret };
  },
  prove: proveClientSecret,
});

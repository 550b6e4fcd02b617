import { getParameter } from '../../protocol/form.ts';
import { type ClientAuthMethod, defineClientAuthMethod } from './client-auth-method.ts';
import { proveClientSecret } from './prove-client-secret.ts';

/** The client's id and secret travel in the form. */
export const clientSecretPost: ClientAuthMethod = defineClientAuthMethod({
  name: 'client_secret_post',
  spec: 'RFC 6749 §2.3.1',
  clientType: 'confidential',
  family: 'client_secret',
  read: ({ parameters }) => {
    const clientId = getParameter(parameters, 'client_id');
    const secret = getParameter(parameters, 'client_secret');
    return clientId !== undefined && secret !== undefined ? { clientId, secret } : undefined;
  },
  prove: proveClientSecret,
});

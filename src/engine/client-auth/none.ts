import { getParameter } from '../../protocol/form.ts';
import { type ClientAuthMethod, defineClientAuthMethod } from './client-auth-method.ts';

/** What only a client sends that proves something. */
const provingParameters: readonly string[] = ['client_secret', 'client_assertion', 'client_assertion_type'];

/** A public client names itself and proves nothing. */
export const none: ClientAuthMethod = defineClientAuthMethod({
  name: 'none',
  spec: 'RFC 6749 §3.2.1',
  clientType: 'public',
  family: 'none',
  read: ({ parameters, authorization, attestation }) => {
    const clientId = getParameter(parameters, 'client_id');
    const hasNoHeader = authorization === undefined && attestation === undefined;
    const provesNothing = hasNoHeader && !provingParameters.some((name) => parameters.has(name));
    return clientId !== undefined && provesNothing ? { clientId, secret: undefined } : undefined;
  },
  prove: () => ({ proven: true, clientSecret: undefined }),
});

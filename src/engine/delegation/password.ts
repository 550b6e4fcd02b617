import { requireParameter } from '../../protocol/form.ts';
import { Secret } from '../../protocol/secret.ts';
import type { DelegatedGrant } from './delegated-grant.ts';

/** A client hands on what a person typed. OAuth 2.1 has no such thing: it is for those who must. */
export const password: DelegatedGrant = {
  name: 'password',
  spec: 'RFC 6749 §4.3',
  publicClients: 'allowed',
  startsFlow: true,
  parameters: ['username', 'password'],
  repeatable: ['resource'],
  judge: ({ parameters }) => ({
    asks: 'credentials',
    username: requireParameter(parameters, 'username'),
    password: new Secret(requireParameter(parameters, 'password')),
  }),
};

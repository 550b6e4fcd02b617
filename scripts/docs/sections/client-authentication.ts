import { clientAuthMethods } from '../../../src/engine/client-auth/registry.ts';
import { code, type Section, table } from '../section.ts';

/** Every way for clients to authenticate. */
export const clientAuthentication: Section = {
  file: 'docs/rest-api.md',
  name: 'client authentication',
  render: () =>
    table(
      ['token_endpoint_auth_method', 'specification', 'clients'],
      clientAuthMethods.map(({ name, spec, clientType }) => [code(name), spec, clientType]),
    ),
};

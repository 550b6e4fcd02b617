import { grantTypes as registered } from '../../../src/engine/grants/registry.ts';
import { delegatedGrants } from '../../../src/http/oauth/delegated-grants.ts';
import { code, type Section, table } from '../section.ts';

/** Those that no client is needed for. */
const delegated = delegatedGrants.map((grant) => ({ ...grant, publicClients: 'no client' }));

/** Every grant type with what it reads. */
export const grantTypes: Section = {
  file: 'docs/rest-api.md',
  name: 'grant types',
  render: () =>
    table(
      ['grant_type', 'specification', 'parameters', 'public clients'],
      [...registered, ...delegated].map(({ name, spec, parameters, repeatable, publicClients }) => [
        code(name),
        spec,
        parameters.map((parameter) => code(parameter) + (repeatable.includes(parameter) ? ' (may repeat)' : '')).join(', '),
        publicClients,
      ]),
    ),
};

import { apiScopes } from '../../../src/http/api/scopes.ts';
import { code, type Section, table } from '../section.ts';

/** Every scope of the REST API. */
export const scopes: Section = {
  file: 'docs/rest-api.md',
  name: 'scopes',
  render: () =>
    table(
      ['scope', 'lets an application'],
      apiScopes.map(({ name, description, isDefault }) => [code(name), description + (isDefault ? ' (the default)' : '')]),
    ),
};

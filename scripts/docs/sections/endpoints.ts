import { oauthEndpoints } from '../../../src/http/oauth/registry.ts';
import { code, type Section, table } from '../section.ts';

/** Every standard endpoint. */
export const endpoints: Section = {
  file: 'docs/rest-api.md',
  name: 'endpoints',
  render: () =>
    table(
      ['endpoint', 'specification', 'purpose'],
      oauthEndpoints.map(({ method, paths, spec, summary }) => [paths.map((path) => code(`${method} ${path}`)).join(', '), spec, summary]),
    ),
};

import { providerTypes } from '../../../src/broker/providers/registry.ts';
import { code, type Section, table } from '../section.ts';

/** Every provider type with its defaults. */
export const providers: Section = {
  file: 'docs/configuration.md',
  name: 'providers',
  render: () =>
    table(
      ['TYPE', 'name', 'AUTH_URL', 'TOKEN_URL', 'SCOPES', 'PKCE', 'documented at'],
      providerTypes.map(({ type, displayName, defaults, docs }) => [
        code(type),
        displayName,
        defaults.authUrl ?? '',
        defaults.tokenUrl ?? '',
        code((defaults.scopes ?? []).join(' ')),
        defaults.pkceMethod ?? '',
        docs,
      ]),
    ),
};

import { providerTypes } from '../../../src/broker/providers/registry.ts';
import { plainDefaults } from '../../../src/broker/providers/type-defaults.ts';
import { code, type Section, table } from '../section.ts';

const yesOr = (claim: boolean): string => (claim ? 'yes' : '');

/** Every provider type with what it does, and a link to the page about it. */
export const providers: Section = {
  file: 'docs/configuration.md',
  name: 'providers',
  render: () =>
    table(
      ['TYPE', 'name', 'default scopes', 'PKCE', 'validates', 'revokes', 'serves git at'],
      providerTypes.map((type) => {
        const { scopes = [], pkceMethod, validateUrl, revokeUrl, regex } = plainDefaults(type);
        const names = [type.type, ...(type.aliases ?? [])].map(code).join(', ');
        return [
          `[${names}](providers/${type.type}.md)`,
          type.displayName,
          code(scopes.join(' ')),
          pkceMethod ?? '',
          yesOr(validateUrl !== undefined),
          yesOr(revokeUrl !== undefined),
          regex === undefined ? (type.servesItsHost ? 'the host of `AUTH_URL`' : '') : code(regex.source),
        ];
      }),
    ),
};

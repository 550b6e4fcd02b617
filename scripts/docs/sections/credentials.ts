import { credentialPrefixes } from '../../../src/protocol/credential.ts';
import { code, type Section, table } from '../section.ts';

const inWords = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace('api', 'API');

/** Every kind of credential by its prefix. */
export const credentials: Section = {
  file: 'docs/rest-api.md',
  name: 'credentials',
  render: () =>
    table(
      ['prefix', 'kind'],
      Object.entries(credentialPrefixes).map(([kind, prefix]) => [code(`${prefix}_`), inWords(kind)]),
    ),
};

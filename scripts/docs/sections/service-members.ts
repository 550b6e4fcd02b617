import type { TSchema } from 'typebox';
import { serviceMembers } from '../../../src/http/engine-api/service-members/registry.ts';
import { code, plain, type Section, table } from '../section.ts';

const textOf = ({ description }: TSchema & { readonly description?: string }): string => description ?? '';

/** The members of the service object that mean something here. */
export const serviceMemberTable: Section = {
  file: 'docs/services.md',
  name: 'service members',
  render: () =>
    table(
      ['member', 'meaning'],
      serviceMembers.filter(({ isRefused }) => isRefused !== true).map(({ name, schema }) => [code(name), plain(textOf(schema))]),
    ),
};

/** Those that are refused unless they say nothing. */
export const refusedServiceMembers: Section = {
  file: 'docs/services.md',
  name: 'refused service members',
  render: () =>
    serviceMembers
      .filter(({ isRefused }) => isRefused === true)
      .map(({ name }) => code(name))
      .toSorted()
      .join(', '),
};

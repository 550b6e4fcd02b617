import type { Authorization } from '../../../src/http/api/operation.ts';
import { operations as registered } from '../../../src/http/api/registry.ts';
import { code, type Section, table } from '../section.ts';

const needs = (authorization: Authorization): string => {
  switch (authorization.who) {
    case 'anyone':
      return 'nothing';
    case 'agent':
      return 'an agent token';
    case 'user':
      return code(authorization.scope) + (authorization.role === undefined ? '' : `, ${authorization.role}`);
  }
};

/** Every operation of the REST API. */
export const operations: Section = {
  file: 'docs/rest-api.md',
  name: 'operations',
  render: () =>
    table(
      ['operation', 'does', 'needs', 'answers'],
      registered.map(({ method, path, summary, authorization, answers }) => [
        code(`${method} ${path}`),
        summary,
        needs(authorization),
        Object.keys(answers).join(', '),
      ]),
    ),
};

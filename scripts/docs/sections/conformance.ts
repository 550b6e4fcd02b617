import { type Clause, listClauses } from '../conformance/list-clauses.ts';
import { code, type Section } from '../section.ts';

const renderClause = ({ number, title, tests }: Clause): readonly string[] => [
  `**§${number}** ${title}`,
  '',
  ...(tests.length === 0 ? ['* no test names this clause'] : tests.map((test) => `* ${test.title} (${code(test.file)})`)),
  '',
];

/** Clause by clause, the tests that name it. */
export const conformance: Section = {
  file: 'docs/conformance.md',
  name: 'clauses',
  render: () => {
    const bySpec = Map.groupBy(listClauses(), ({ spec, specTitle }) => `## ${spec}: ${specTitle}`);
    return [...bySpec].flatMap(([heading, clauses]) => [heading, '', ...clauses.flatMap(renderClause)]).join('\n');
  },
};

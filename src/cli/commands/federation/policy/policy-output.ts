import { isJsonObject, type JsonObject, textOf } from '../../../api/read-answer.ts';
import { renderFacts, renderTable } from '../../../table.ts';

const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

const claimsOf = ({ claims }: JsonObject): readonly string[] =>
  isJsonObject(claims) ? Object.entries(claims).map(([name, patterns]) => `${name}=${textsOf(patterns).join('|')}`) : [];

const permissionsOf = ({ permissions }: JsonObject): readonly string[] =>
  isJsonObject(permissions) ? Object.entries(permissions).map(([name, level]) => `${name}=${level}`) : ['all'];

const repositoriesOf = ({ repositories }: JsonObject): readonly string[] => (repositories === undefined ? ['all'] : textsOf(repositories));

const installationOf = (policy: JsonObject): string => textOf(policy, 'owner') || String(policy.installation_id);

/** Policies as a table. */
export const renderPolicies = (policies: readonly JsonObject[]): string =>
  renderTable(
    ['name', 'issuer', 'who', 'gets', 'from'],
    policies.map((policy) => [
      textOf(policy, 'name'),
      textOf(policy, 'issuer'),
      [textOf(policy, 'subject'), ...claimsOf(policy)].filter((each) => each !== '').join(' '),
      `${textOf(policy, 'provider')}@${installationOf(policy)}`,
      textOf(policy, 'source'),
    ]),
  );

/** A policy in full, a line for each fact. */
export const describePolicy = (policy: JsonObject): string =>
  renderFacts([
    ['name', textOf(policy, 'name')],
    ['from', policy.source === 'file' ? 'grantry.yaml' : 'the API'],
    ['issuer', textOf(policy, 'issuer')],
    ['keys', textOf(policy, 'jwks_uri') || "where the issuer's metadata says"],
    ['audience', textOf(policy, 'audience') || 'the URL of the server'],
    ['subject', textOf(policy, 'subject') || 'any'],
    ...claimsOf(policy).map((claim) => ['claim', claim] as const),
    ['provider', textOf(policy, 'provider')],
    ['installation', installationOf(policy)],
    ['repositories', repositoriesOf(policy).join(' ')],
    ['permissions', permissionsOf(policy).join(' ')],
    ['works for', `${policy.max_lifetime_seconds ?? 3600} seconds`],
    ['good', policy.single_use === true ? 'once' : 'until it ends'],
  ]);

import { isJsonObject, type JsonObject, textOf } from '../../api/read-answer.ts';
import { describeTime } from '../../describe-time.ts';

const objectsOf = (value: unknown): readonly JsonObject[] => (Array.isArray(value) ? value.filter(isJsonObject) : []);
const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

/** What an agent may get, a rule each, as `--allow` takes them. */
export function describeRules({ hand_out_rules: rules }: JsonObject): readonly string[] {
  if (!Array.isArray(rules)) return ['everything'];
  const described = objectsOf(rules).map((rule) =>
    [textOf(rule, 'provider'), textsOf(rule.accounts).join(','), textsOf(rule.scopes).join(',')].join(':').replace(/:+$/, ''),
  );
  return described.length === 0 ? ['nothing'] : described;
}

/** An identity as `--identity` takes it; claims follow in brackets. */
export function describeIdentity(identity: JsonObject): string {
  const subject = textOf(identity, 'subject');
  const known = textOf(identity, 'instance_id') || `${textOf(identity, 'issuer')}${subject === '' ? '' : `#${subject}`}`;
  const claims = isJsonObject(identity.claims) ? Object.entries(identity.claims) : [];
  const rules = claims.map(([name, patterns]) => `${name}=${textsOf(patterns).join('|')}`);
  return `${textOf(identity, 'platform')}:${known}${rules.length === 0 ? '' : ` [${rules.join(', ')}]`}`;
}

/** What an agent is known by: ids and descriptions. */
export const identitiesOf = ({ identities }: JsonObject): readonly (readonly [id: string, description: string])[] =>
  objectsOf(identities).map((identity) => [textOf(identity, 'id'), describeIdentity(identity)]);

/** An agent in lines of name and value. */
export function describeAgent(agent: JsonObject): string {
  const rows: readonly (readonly [string, string])[] = [
    ['id', textOf(agent, 'id')],
    ['name', textOf(agent, 'name')],
    ...describeRules(agent).map((rule) => ['may get', rule] as const),
    ...identitiesOf(agent).map(([id, description]) => ['identity', `${description} (${id})`] as const),
    ['created', describeTime(textOf(agent, 'created_at'))],
    ['expires', describeTime(textOf(agent, 'expires_at'))],
    ['last used', describeTime(textOf(agent, 'last_used_at'))],
  ];
  return rows.map(([name, value]) => `${`${name}:`.padEnd(11)}${value}\n`).join('');
}

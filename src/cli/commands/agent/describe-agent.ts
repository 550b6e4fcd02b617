import { isJsonObject, type JsonObject, objectsOf, textOf } from '../../api/read-answer.ts';
import { describeTime } from '../../describe-time.ts';
import { renderFacts } from '../../table.ts';

const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

const describeInstallations = (rule: JsonObject): readonly string[] =>
  objectsOf(rule, 'installations').map((installation) => {
    const { id, permissions } = installation;
    const levels = isJsonObject(permissions) ? Object.entries(permissions).map(([name, level]) => `${name}=${level}`) : [];
    const name = textOf(installation, 'owner') || String(id);
    return `${textOf(rule, 'provider')}@${[name, textsOf(installation.repositories).join(','), levels.join(',')].join(':').replace(/:+$/, '')}`;
  });

/** What an agent may get, a rule each, as `--allow` takes them. */
export function describeRules(agent: JsonObject): readonly string[] {
  if (!Array.isArray(agent.hand_out_rules)) return ['everything'];
  const described = objectsOf(agent, 'hand_out_rules').flatMap((rule) =>
    Array.isArray(rule.installations)
      ? describeInstallations(rule)
      : [textOf(rule, 'provider'), textsOf(rule.accounts).join(','), textsOf(rule.scopes).join(',')].join(':').replace(/:+$/, ''),
  );
  return described.length === 0 ? ['nothing'] : described;
}

/** An identity as `--identity` takes it; claims follow in brackets. */
function describeIdentity(identity: JsonObject): string {
  const subject = textOf(identity, 'subject');
  const known = textOf(identity, 'instance_id') || `${textOf(identity, 'issuer')}${subject === '' ? '' : `#${subject}`}`;
  const claims = isJsonObject(identity.claims) ? Object.entries(identity.claims) : [];
  const rules = claims.map(([name, patterns]) => `${name}=${textsOf(patterns).join('|')}`);
  return `${textOf(identity, 'platform')}:${known}${rules.length === 0 ? '' : ` [${rules.join(', ')}]`}`;
}

/** What an agent is known by: ids and descriptions. */
export const identitiesOf = (agent: JsonObject): readonly (readonly [id: string, description: string])[] =>
  objectsOf(agent, 'identities').map((identity) => [textOf(identity, 'id'), describeIdentity(identity)]);

/** An agent in full, a line for each fact. */
export function describeAgent(agent: JsonObject): string {
  return renderFacts([
    ['id', textOf(agent, 'id')],
    ['name', textOf(agent, 'name')],
    ...describeRules(agent).map((rule) => ['may get', rule] as const),
    ...identitiesOf(agent).map(([id, description]) => ['identity', `${description} (${id})`] as const),
    ['created', describeTime(agent.created_at)],
    ['expires', describeTime(agent.expires_at)],
    ['last used', describeTime(agent.last_used_at)],
  ]);
}

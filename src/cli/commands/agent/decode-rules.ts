import { parseInstallationName, parsePermissions } from '../../../protocol/installation-rule.ts';
import type { JsonObject } from '../../api/read-answer.ts';
import { CommandFailure } from '../../command-failure.ts';

const list = (text: string): readonly string[] =>
  text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');

/** `github@octo-org`, `github@42:app,site`, `github@octo-org:app:contents=read,issues=write`. */
function decodeInstallationRule(provider: string, text: string): JsonObject {
  const [name = '', repositories = '', ...levels] = text.split(':');
  const permissions = parsePermissions(list(levels.join(':')));
  const named = parseInstallationName(name);
  if (provider === '' || named === undefined || permissions === undefined) {
    throw new CommandFailure(
      `--allow: found ${JSON.stringify(`${provider}@${text}`)}; accepted: <provider>@<installation>[:<repository>,…[:<permission>=<level>,…]]`,
    );
  }
  const limited = list(repositories);
  const installation = {
    ...named,
    ...(limited.length === 0 ? {} : { repositories: limited }),
    ...(Object.keys(permissions).length === 0 ? {} : { permissions }),
  };
  return { provider, installations: [installation] };
}

/** `github`, `github:octocat`, `github:octocat:repo,user`, `github::repo`. Scopes follow the second colon and may have colons themselves. */
function decodeRule(text: string): JsonObject {
  const [, appProvider, installation] = /^([^:@]*)@(.*)$/s.exec(text) ?? [];
  if (appProvider !== undefined && installation !== undefined) return decodeInstallationRule(appProvider, installation);
  const [provider = '', accounts = '', ...scopes] = text.split(':');
  if (provider === '') {
    throw new CommandFailure(`--allow: found ${JSON.stringify(text)}; accepted: <provider>[:<account>,…[:<scope>,…]]`);
  }
  const [named, limited] = [list(accounts), list(scopes.join(':'))];
  return { provider, ...(named.length === 0 ? {} : { accounts: named }), ...(limited.length === 0 ? {} : { scopes: limited }) };
}

/**
 * Decodes what an agent may get.
 *
 * @throws CommandFailure naming the rule that does not decode
 */
export const decodeRules = (allow: readonly string[]): readonly JsonObject[] => allow.map(decodeRule);

import type { JsonObject } from '../../api/read-answer.ts';
import { CommandFailure } from '../../command-failure.ts';

const list = (text: string): readonly string[] =>
  text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');

/** `github`, `github:octocat`, `github:octocat:repo,user`, `github::repo`. Scopes follow the second colon and may have colons themselves. */
function decodeRule(text: string): JsonObject {
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

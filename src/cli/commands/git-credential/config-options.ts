import type { Option, TextOption } from '../../command.ts';
import { CommandFailure } from '../../command-failure.ts';
import { type ConfigScope, changeConfig, configWords } from '../../git/git-config.ts';
import type { ConfigStep } from '../../git/plan-config.ts';
import { shellQuote } from '../../git/shell-quote.ts';
import type { Terminal } from '../../terminal.ts';

/** The flags of the commands that change git's configuration. */
export const configOptions: Readonly<Record<ConfigScope | 'dry-run', Option>> & {
  readonly for: TextOption & { readonly isRepeatable: true };
} = {
  for: { value: 'url', isRepeatable: true, summary: 'The URL of a host, such as https://github.com, or of anything on it.' },
  global: { summary: 'Change the configuration of your account here. That is what happens if no other is named.' },
  system: { summary: 'Change the configuration of this machine.' },
  local: { summary: 'Change the configuration of the repository you are in.' },
  'dry-run': { summary: 'Only print the git commands.' },
};

const scopes = ['system', 'local', 'global'] as const;

/**
 * Which file is meant.
 *
 * @throws CommandFailure if several are
 */
export function scopeOf(flags: Readonly<Record<ConfigScope, boolean>>): ConfigScope {
  const named = scopes.filter((scope) => flags[scope]);
  if (named.length > 1) throw new CommandFailure(`only one of ${named.map((scope) => `--${scope}`).join(', ')} can be meant`);
  return named[0] ?? 'global';
}

/**
 * A URL as git's configuration has it: without user name and last slash.
 *
 * @throws CommandFailure if it is no http(s) URL
 */
export function canonicalGitUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new CommandFailure(`--for: ${JSON.stringify(text)} is not a URL of a host`);
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

/** Makes the steps, or prints them; each is said. */
export function takeSteps(scope: ConfigScope, steps: readonly ConfigStep[], isDry: boolean, terminal: Terminal): void {
  for (const step of steps) {
    const line = ['git', ...configWords(scope, step)].map(shellQuote).join(' ');
    if (isDry) terminal.print(`${line}\n`);
    else {
      changeConfig(scope, step);
      terminal.say(line);
    }
  }
}

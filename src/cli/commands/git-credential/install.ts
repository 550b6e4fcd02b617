import { type Command, defineCommand } from '../../command.ts';
import { CommandFailure } from '../../command-failure.ts';
import { listConfig } from '../../git/git-config.ts';
import { helperLine } from '../../git/helper-line.ts';
import { planInstall } from '../../git/plan-config.ts';
import type { Terminal } from '../../terminal.ts';
import { urlOption } from '../shared-options.ts';
import { canonicalGitUrl, configOptions, scopeOf, takeSteps } from './config-options.ts';

/** What was named, or what the providers serve. */
async function chooseUrls(named: readonly string[], server: string | undefined, { environment }: Terminal): Promise<readonly string[]> {
  if (named.length > 0) return named.map(canonicalGitUrl);
  const { listProviderUrls } = await import('../../git/provider-urls.ts');
  const urls = await listProviderUrls(environment, server);
  if (urls.length > 0) return urls.map(canonicalGitUrl);
  throw new CommandFailure('no provider of the server names a host', 'grantry git-credential install --for <url>');
}

/** Git's shell takes slashes in a path on every system, and backslashes for something else. */
const slashes = (path: string): string => (process.platform === 'win32' ? path.replaceAll('\\', '/') : path);

/** `grantry git-credential install` */
export const installGitCredential: Command = defineCommand({
  description:
    "Sets git up to ask grantry for the hosts that the server's providers serve. What is set already stays, and helpers of others stay too; run it again when grantry or Node.js has moved.",
  options: {
    ...configOptions,
    'use-http-path': { summary: "Let git say a repository's path, so that accounts and patterns can depend on it." },
    account: { value: 'name', summary: 'The account to use for these URLs, where several are linked.' },
    only: { summary: 'Ask no other helper for these URLs, so that none keeps the token on disk.' },
    'allow-http': { summary: 'Give tokens also to hosts that are reached without encryption.' },
    url: { ...urlOption, summary: 'The server that git asks. Left out, it is the one you signed in to last.' },
  },
  examples: [
    { does: 'Set git up for every provider of the server:', lines: ['grantry git-credential install'] },
    {
      does: 'Use another account for one organization:',
      lines: ['grantry git-credential install --for https://github.com/acme \\', '  --account octo-at-work --use-http-path'],
    },
  ],
  run: async ({ for: named, account, url: server, only, ...flags }, terminal) => {
    const scope = scopeOf(flags);
    const urls = await chooseUrls(named, server, terminal);
    const helper = helperLine({
      node: slashes(process.execPath),
      script: slashes(process.argv[1] ?? 'grantry'),
      flags: [
        ...(server === undefined ? [] : ['--url', server]),
        ...(account === undefined ? [] : ['--account', account]),
        ...(flags['allow-http'] ? ['--allow-http'] : []),
      ],
    });
    for (const url of urls) {
      const steps = planInstall(listConfig(scope), { url, helper, usesHttpPath: flags['use-http-path'], isOnly: only });
      takeSteps(scope, steps, flags['dry-run'], terminal);
      if (!flags['dry-run']) terminal.say(`git asks grantry for ${url}${steps.length === 0 ? ' already' : ' now'}.`);
    }
    return 'done';
  },
});

import { type Command, defineCommand } from '../../command.ts';
import { listConfig } from '../../git/git-config.ts';
import { planUninstall } from '../../git/plan-config.ts';
import { canonicalGitUrl, configOptions, scopeOf, takeSteps } from './config-options.ts';

/** `grantry git-credential uninstall` */
export const uninstallGitCredential: Command = defineCommand({
  description:
    'Takes what grantry git-credential install set out of git again, for all URLs or for those you name. Helpers of others stay.',
  options: configOptions,
  examples: [{ does: 'Have git ask grantry no more:', lines: ['grantry git-credential uninstall'] }],
  run: async ({ for: named, 'dry-run': isDry, ...flags }, terminal) => {
    const scope = scopeOf(flags);
    const steps = planUninstall(listConfig(scope), named.map(canonicalGitUrl));
    takeSteps(scope, steps, isDry, terminal);
    if (!isDry) terminal.say(steps.length === 0 ? 'git did not ask grantry.' : 'git asks grantry no more.');
    return 'done';
  },
});

import { type Command, defineCommand } from '../../cli/command.ts';

/** `grantry config check` */
export const configCheck: Command = defineCommand({
  description: 'Reads all settings as the start of the server does, and tells everything that is wrong with them.',
  examples: [{ does: 'Check before a restart:', lines: ['grantry config check && systemctl restart grantry'] }],
  run: async (_typed, terminal) => {
    const { loadSettings } = await import('../config/load-settings.ts');
    const { providers } = await loadSettings();
    terminal.say(`The settings are good, with ${providers.length} external auth provider${providers.length === 1 ? '' : 's'}.`);
    return 'done';
  },
});

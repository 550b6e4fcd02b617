import { readFileSync } from 'node:fs';
import { type Command, defineCommand } from '../command.ts';

/** `grantry version` */
export const version: Command = defineCommand({
  examples: [{ does: 'Print the version:', lines: ['grantry version'] }],
  run: async (_typed, terminal) => {
    const manifest: { readonly version: string } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
    terminal.print(`${manifest.version}\n`);
    return 'done';
  },
});

import type { CommandTerminal } from '../command.ts';
import { type Command, type CommandEntry, defineCommand } from '../command.ts';
import { shellQuote } from '../git/shell-quote.ts';
import { findGroupSummary, listEveryCommand } from '../list-commands.ts';
import { renderCommandHelp, renderProgramHelp } from '../render-help.ts';

/** Lets somebody walk about the commands; undefined if they leave without choosing one. */
async function chooseCommand(terminal: CommandTerminal): Promise<CommandEntry | undefined> {
  const [{ atTop, listRows, pressKey }, { drawExplorer }] = await Promise.all([
    import('../explore/explorer.ts'),
    import('../explore/draw-explorer.ts'),
  ]);
  const { lists } = terminal.program;
  const entries = (await listEveryCommand(lists)).filter(({ path }) => path[0] !== 'explore');
  const tree = { entries, summaryOf: (word: string) => findGroupSummary(lists, word) };
  const screen = await terminal.openScreen();
  try {
    for (let state = atTop; ; ) {
      const entry = listRows(tree, state)[state.cursor]?.entry;
      screen.draw(drawExplorer(tree, state, entry === undefined ? '' : renderCommandHelp(entry, await entry.load()), screen.size()));
      const step = pressKey(tree, state, await screen.readKey());
      if (step.action === 'quit') return undefined;
      if (step.action === 'choose') return step.entry;
      state = step.state;
    }
  } finally {
    screen.close();
  }
}

/** `grantry explore` */
export const explore: Command = defineCommand({
  description:
    'Shows all commands on the whole terminal: move with the arrows, open with enter, go back with escape, find with /, leave with q. A command you choose asks for what it needs, and runs. grantry alone does the same on a terminal; where nobody is there, it prints help.',
  examples: [{ does: 'Look around:', lines: ['grantry explore'] }],
  run: async (_typed, terminal) => {
    if (!terminal.isInteractive() || !terminal.isScreen()) {
      terminal.print(renderProgramHelp(terminal.program.lists));
      return 'done';
    }
    const entry = await chooseCommand(terminal);
    if (entry === undefined) return 'done';
    const { fillForm } = await import('../explore/fill-form.ts');
    const words = await fillForm(entry, await entry.load(), terminal);
    terminal.say(`$ grantry ${words.map(shellQuote).join(' ')}`);
    return terminal.program.run(words);
  },
});

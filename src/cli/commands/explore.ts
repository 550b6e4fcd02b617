import { isSecretName, redactText } from '../api/redact.ts';
import { type Command, type CommandEntry, type CommandTerminal, defineCommand } from '../command.ts';
import type { CommandTree, ExplorerState } from '../explore/explorer.ts';
import { shellQuote } from '../git/shell-quote.ts';
import { findGroupSummary, listEveryCommand } from '../list-commands.ts';
import { renderCommandHelp, renderProgramHelp } from '../render-help.ts';
import type { Screen } from '../screen/screen.ts';

/** A command that somebody chose, and where they were. */
interface Choice {
  readonly entry: CommandEntry;
  readonly state: ExplorerState;
}

/** Lets somebody walk about the commands; undefined if they leave without choosing one. */
async function chooseCommand(tree: CommandTree, from: ExplorerState, screen: Screen): Promise<Choice | undefined> {
  const [{ listRows, pressKey }, { drawExplorer }] = await Promise.all([
    import('../explore/explorer.ts'),
    import('../explore/draw-explorer.ts'),
  ]);
  for (let state = from; ; ) {
    const entry = listRows(tree, state)[state.cursor]?.entry;
    screen.draw(drawExplorer(tree, state, entry === undefined ? '' : renderCommandHelp(entry, await entry.load()), screen.size()));
    const step = pressKey(tree, state, await screen.readKey());
    if (step.action === 'quit') return undefined;
    if (step.action === 'choose') return { entry: step.entry, state };
    state = step.state;
  }
}

/** Lets somebody fill in what a command takes. */
async function fillForm(entry: CommandEntry, screen: Screen): Promise<readonly string[] | 'back' | 'quit'> {
  const [{ emptyForm, listFields, pressFormKey }, { drawForm }] = await Promise.all([
    import('../explore/form.ts'),
    import('../explore/draw-form.ts'),
  ]);
  const fields = listFields(await entry.load());
  for (let state = emptyForm(fields); ; ) {
    screen.draw(drawForm(entry, fields, state, screen.size()));
    const step = pressFormKey(entry, fields, state, await screen.readKey());
    if (step.action === 'run') return step.words;
    if (step.action !== 'stay') return step.action;
    state = step.state;
  }
}

/** The command line that somebody chose and filled in; undefined if they left. */
async function composeLine({ program, openScreen }: CommandTerminal): Promise<readonly string[] | undefined> {
  const { atTop } = await import('../explore/explorer.ts');
  const entries = (await listEveryCommand(program.lists)).filter(({ path }) => path[0] !== 'explore');
  const tree: CommandTree = { entries, summaryOf: (words) => findGroupSummary(program.lists, words) };
  const screen = await openScreen();
  try {
    for (let state = atTop; ; ) {
      const choice = await chooseCommand(tree, state, screen);
      if (choice === undefined) return undefined;
      const words = await fillForm(choice.entry, screen);
      if (words === 'quit') return undefined;
      if (words !== 'back') return words;
      ({ state } = choice);
    }
  } finally {
    screen.close();
  }
}

/** A word of a command line as it may be shown. */
function shownWord(word: string): string {
  const [flag = '', value = ''] = word.split(/=(.*)/s);
  if (!flag.startsWith('--') || value === '') return word;
  return `${flag}=${isSecretName(flag.slice(2)) ? '[redacted]' : redactText(value)}`;
}

/** `grantry explore` */
export const explore: Command = defineCommand({
  description:
    'Shows all commands on the whole terminal: move with the arrows, open with enter, go back with escape, find with /, leave with q. A command you choose has a form for what it takes, and runs. grantry alone does the same on a terminal; where nobody is there, it prints help.',
  examples: [{ does: 'Look around:', lines: ['grantry explore'] }],
  run: async (_typed, terminal) => {
    if (!terminal.isInteractive() || !terminal.isScreen()) {
      terminal.print(renderProgramHelp(terminal.program.lists));
      return 'done';
    }
    const words = await composeLine(terminal);
    if (words === undefined) return 'done';
    terminal.say(`$ grantry ${words.map(shownWord).map(shellQuote).join(' ')}`);
    return terminal.program.run(words);
  },
});

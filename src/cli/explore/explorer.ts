import type { CommandEntry } from '../command.ts';
import { type Suggestion, suggestCommands } from '../completion/suggest.ts';

/** Where somebody is in the tree of commands. */
export interface ExplorerState {
  /** The words of the group that is open. */
  readonly group: readonly string[];
  readonly cursor: number;
  /** What was typed after `/`. */
  readonly filter: string;
  /** Whether letters go into the filter. */
  readonly isFiltering: boolean;
}

/** What a key leads to: another place, a command that was chosen, or the end. */
export type ExplorerStep =
  | { readonly action: 'stay'; readonly state: ExplorerState }
  | { readonly action: 'choose'; readonly entry: CommandEntry }
  | { readonly action: 'quit' };

/** What there is to explore. */
export interface CommandTree {
  readonly entries: readonly CommandEntry[];
  /** What the commands that begin with these words are for. */
  summaryOf(words: string): string | undefined;
}

/** The top of the tree. */
export const atTop: ExplorerState = { group: [], cursor: 0, filter: '', isFiltering: false };

/** A line of the list: a command, or a group of them. */
export interface Row {
  readonly words: readonly string[];
  readonly label: string;
  readonly summary: string;
  /** undefined for a group that is no command itself. */
  readonly entry: CommandEntry | undefined;
  readonly isGroup: boolean;
}

const isWithin = ({ path }: CommandEntry, group: readonly string[]): boolean =>
  path.length > group.length && group.every((word, index) => path[index] === word);

function rowOf({ entries }: CommandTree, words: readonly string[], label: string, { meaning }: Pick<Suggestion, 'meaning'>): Row {
  const entry = entries.find(
    ({ path }) => path.length === words.length && isWithin({ path } as CommandEntry, words.slice(0, -1)) && path.at(-1) === words.at(-1),
  );
  return { words, label, summary: meaning, entry, isGroup: entries.some((each) => isWithin(each, words)) };
}

/**
 * What is listed: the group's own words, or with a filter every command below it that has what was typed in its words, and then those
 * that have it in their summary.
 */
export function listRows(tree: CommandTree, { group, filter }: ExplorerState): readonly Row[] {
  const below = tree.entries.filter((entry) => isWithin(entry, group));
  const wanted = filter.toLowerCase();
  if (wanted !== '') {
    const isNamed = ({ path }: CommandEntry): boolean => path.join(' ').toLowerCase().includes(wanted);
    const isDescribed = (entry: CommandEntry): boolean => !isNamed(entry) && entry.summary.toLowerCase().includes(wanted);
    return [...below.filter(isNamed), ...below.filter(isDescribed)].map((entry) => ({
      words: entry.path,
      label: entry.path.join(' '),
      summary: entry.summary,
      entry,
      isGroup: false,
    }));
  }
  return suggestCommands(below, group, tree.summaryOf).map((suggestion) =>
    rowOf(tree, [...group, suggestion.word], suggestion.word, suggestion),
  );
}

const stay = (state: ExplorerState): ExplorerStep => ({ action: 'stay', state });

function goBack(tree: CommandTree, state: ExplorerState): ExplorerStep {
  if (state.filter !== '') return stay({ ...state, filter: '', cursor: 0 });
  if (state.group.length === 0) return stay(state);
  const outer: ExplorerState = { ...atTop, group: state.group.slice(0, -1) };
  const cursor = listRows(tree, outer).findIndex(({ label }) => label === state.group.at(-1));
  return stay({ ...outer, cursor: Math.max(cursor, 0) });
}

function open(state: ExplorerState, row: Row | undefined): ExplorerStep {
  if (row === undefined) return stay(state);
  if (row.isGroup && row.entry === undefined) return stay({ ...atTop, group: row.words });
  return row.entry === undefined ? stay(state) : { action: 'choose', entry: row.entry };
}

/** Into a group, even one that is a command too. */
const goIn = (state: ExplorerState, row: Row | undefined): ExplorerStep =>
  row?.isGroup ? stay({ ...atTop, group: row.words }) : open(state, row);

function typeFilter(tree: CommandTree, state: ExplorerState, key: string): ExplorerStep {
  if (key === 'escape') return stay({ ...state, filter: '', isFiltering: false, cursor: 0 });
  if (key === 'enter') return stay({ ...state, isFiltering: false });
  if (key === 'backspace') return stay({ ...state, filter: state.filter.slice(0, -1), cursor: 0 });
  if ([...key].length === 1) return stay({ ...state, filter: state.filter + key, cursor: 0 });
  return move(tree, state, key);
}

function move(tree: CommandTree, state: ExplorerState, key: string): ExplorerStep {
  const rows = listRows(tree, state);
  const to = (cursor: number): ExplorerStep => stay({ ...state, cursor: Math.max(0, Math.min(cursor, rows.length - 1)) });
  switch (key) {
    case 'up':
    case 'k':
      return to(state.cursor - 1);
    case 'down':
    case 'j':
      return to(state.cursor + 1);
    case 'enter':
      return open(state, rows[state.cursor]);
    case 'right':
    case 'l':
      return goIn(state, rows[state.cursor]);
    case 'escape':
    case 'left':
    case 'h':
    case 'backspace':
      return goBack(tree, state);
    case '/':
      return stay({ ...state, isFiltering: true, filter: '', cursor: 0 });
    case 'q':
      return { action: 'quit' };
    default:
      return stay(state);
  }
}

/** Where a key leads. */
export function pressKey(tree: CommandTree, state: ExplorerState, key: string): ExplorerStep {
  if (key === 'ctrl-c' || key === 'end') return { action: 'quit' };
  return state.isFiltering ? typeFilter(tree, state, key) : move(tree, state, key);
}

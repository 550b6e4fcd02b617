import { clip, fold, inverse, windowOf } from './draw-lines.ts';
import { type CommandTree, type ExplorerState, listRows } from './explorer.ts';

const titleOf = ({ group, filter, isFiltering }: ExplorerState): string =>
  `${['grantry', ...group].join(' ')}${isFiltering || filter !== '' ? `   /${filter}${isFiltering ? '_' : ''}` : ''}`;

/** The keys there are, on a line. */
const keys = '↑↓ move   enter open   esc back   / filter   q quit';

/**
 * The explorer's screen: the list above, what is known of the chosen row below it, the keys last.
 *
 * @param detail - the chosen row's help
 */
export function drawExplorer(
  tree: CommandTree,
  state: ExplorerState,
  detail: string,
  { rows: height, columns }: { readonly rows: number; readonly columns: number },
): readonly string[] {
  const rows = listRows(tree, state);
  const room = Math.max(height - 4, 2);
  const listed = windowOf(rows, state.cursor, Math.min(rows.length, Math.max(Math.floor(room / 2), 3)));
  const width = Math.max(0, ...listed.map(({ label }) => label.length)) + 2;
  const list = listed.map((row) => {
    const line = clip(`${row.isGroup ? '▸' : ' '} ${row.label.padEnd(width)}${row.summary}`, columns - 1);
    return row === rows[state.cursor] ? inverse(line) : line;
  });
  const shown = rows.length === 0 ? [clip('  Nothing is called so.', columns - 1)] : list;
  const details = detail.split('\n').flatMap((line) => fold(line, columns).map((part) => clip(part, columns)));
  return [
    clip(titleOf(state), columns - 1),
    '',
    ...shown,
    '─'.repeat(Math.max(columns - 1, 0)),
    ...details.slice(0, Math.max(height - shown.length - 4, 0)),
    clip(keys, columns - 1),
  ].slice(-height);
}

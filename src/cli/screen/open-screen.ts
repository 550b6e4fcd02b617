import { decodeKeys } from './decode-keys.ts';
import type { Screen } from './screen.ts';

/** Another page of the terminal, without a cursor; and the one before it, as it was. */
const enter = '\u001b[?1049h\u001b[?25l';
const leave = '\u001b[?25h\u001b[?1049l';

/** Takes the terminal of this process. */
export function openScreen(write: (descriptor: 1 | 2, text: string) => void): Screen {
  const { stdin, stdout } = process;
  const keys: string[] = [];
  let wake = (): void => undefined;
  const press = (...pressed: readonly string[]): void => {
    keys.push(...pressed);
    wake();
  };
  const hear = (piece: string): void => press(...decodeKeys(piece));
  const end = (): void => press('end');
  const resize = (): void => press('resize');
  const restore = (): void => write(1, leave);
  write(1, enter);
  stdin.setRawMode(true);
  stdin.setEncoding('utf8').on('data', hear).on('end', end).resume();
  stdout.on('resize', resize);
  process.once('exit', restore);
  return {
    size: () => ({ rows: stdout.rows || 24, columns: stdout.columns || 80 }),
    // Each line is emptied before it is written: after one as wide as the terminal, its last letter would be what is emptied.
    draw: (lines) => write(1, `\u001b[H${lines.map((line) => `\u001b[K${line}`).join('\r\n')}\u001b[J`),
    readKey: async () => {
      if (keys.length === 0)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      const key = keys.shift() ?? 'end';
      return key === 'ctrl-d' ? 'end' : key;
    },
    close: () => {
      stdin.off('data', hear).off('end', end).setRawMode(false);
      stdin.pause();
      stdout.off('resize', resize);
      process.off('exit', restore);
      restore();
    },
  };
}

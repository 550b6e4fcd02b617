import { decodeKeys } from './decode-keys.ts';
import { refuseSilence } from './refuse-silence.ts';

/**
 * Reads a line from the keyboard without showing it. Ctrl-C ends the process as it does anywhere.
 *
 * @throws CommandFailure if the input ends before anything was typed
 */
export async function askSecret(question: string, write: (descriptor: 1 | 2, text: string) => void): Promise<string> {
  const { stdin } = process;
  write(2, question);
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  let typed = '';
  try {
    for await (const piece of stdin.iterator({ destroyOnReturn: false })) {
      const [line = '', ...rest] = String(piece).split(/(\r\n?|\n)/);
      for (const key of decodeKeys(line)) {
        if (key === 'ctrl-c') process.kill(process.pid, 'SIGINT');
        if (key === 'ctrl-d' && typed === '') return refuseSilence();
        if (key === 'ctrl-c' || key === 'ctrl-d') return typed;
        if (key === 'backspace') typed = typed.slice(0, -1);
        else if ([...key].length === 1) typed += key;
      }
      if (rest.length === 0) continue;
      const ahead = rest.slice(1).join('');
      if (ahead !== '') stdin.unshift(ahead); // for the next question, as of somebody who pastes several lines
      return typed;
    }
    return typed === '' ? refuseSilence() : typed;
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
    write(2, '\n');
  }
}

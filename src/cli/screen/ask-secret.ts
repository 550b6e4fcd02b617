import { decodeKeys } from './decode-keys.ts';

/** Reads a line from the keyboard without showing it; Ctrl-C ends the process as it does anywhere. */
export async function askSecret(question: string, write: (descriptor: 1 | 2, text: string) => void): Promise<string> {
  const { stdin } = process;
  write(2, question);
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  let typed = '';
  try {
    for await (const piece of stdin.iterator({ destroyOnReturn: false })) {
      for (const key of decodeKeys(String(piece))) {
        if (key === 'ctrl-c') process.kill(process.pid, 'SIGINT');
        if (key === 'enter' || key === 'ctrl-c' || key === 'ctrl-d') return typed;
        if (key === 'backspace') typed = typed.slice(0, -1);
        else if ([...key].length === 1) typed += key;
      }
    }
    return typed;
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
    write(2, '\n');
  }
}

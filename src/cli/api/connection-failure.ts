import { CommandFailure } from '../command-failure.ts';

const codeOf = (cause: Error): string => ('code' in cause && typeof cause.code === 'string' ? cause.code : '');

/** Why there was no answer, on a line. What OpenSSL says of a peer that does not speak TLS says where in its source it found out. */
function reasonOf(cause: Error): string {
  if (codeOf(cause) === 'EPROTO') return 'it does not speak TLS as it should';
  if (codeOf(cause) === 'ECONNRESET') return 'it broke off';
  const [line = ''] = cause.message.split('\n');
  return line || codeOf(cause) || cause.name;
}

/** What to try next, by what the system says. */
function nextStepOf(url: URL, cause: Error): string {
  if (codeOf(cause) === 'ETIMEDOUT') return 'a longer --timeout, or see whether the server is well';
  if (codeOf(cause) === 'ECONNRESET') return 'the same again, and if that does not help, the log of the server';
  if (codeOf(cause) === 'EPROTO' && url.protocol === 'https:') return `http://${url.host}, if the server has no certificate`;
  const isHere = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  const elsewhere = '--server-url <url> or GRANTRY_URL, if the server is elsewhere';
  return isHere && codeOf(cause) === 'ECONNREFUSED' ? `grantry serve, to start one here, or ${elsewhere}` : elsewhere;
}

/** What is said of a server that cannot be reached, or answers too late. */
export function connectionFailure(url: URL, cause: Error): CommandFailure {
  const shown = url.href.replace(/\/+$/, '');
  return new CommandFailure(`${shown} does not answer: ${reasonOf(cause)}`, nextStepOf(url, cause), { cause, kind: 'connection_error' });
}

/** An answer that did not come in time. */
export const lateAnswer = (milliseconds: number): Error =>
  Object.assign(new Error(`no answer in ${milliseconds / 1000} s`), { code: 'ETIMEDOUT' });

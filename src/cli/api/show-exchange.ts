import { plainText } from '../plain-text.ts';
import { redactHeaders, redactText, redactUrl } from './redact.ts';

/** How much of a body is shown. */
const previewCharacters = 4096;

/** What of a request or an answer is shown. */
export interface ShownMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Headers, and the beginning of the body, a line each, without secrets. */
function linesOf({ headers, body }: ShownMessage): readonly string[] {
  const shown = plainText(redactText(body));
  const rest = shown.length - previewCharacters;
  return [
    ...redactHeaders(headers).map(([name, value]) => plainText(`${name}: ${value}`)),
    ...(body === '' ? [] : ['', ...`${shown.slice(0, previewCharacters)}${rest > 0 ? ` … ${rest} more` : ''}`.split('\n')]),
  ];
}

/** A request as `--dry-run` shows it. */
export const describeDryRun = (method: string, url: string, message: ShownMessage): readonly string[] => [
  `[DRY-RUN] Would send: ${method} ${redactUrl(url)}`,
  ...linesOf(message).map((line) => `[DRY-RUN] ${line}`.trimEnd()),
  '[DRY-RUN] Nothing was sent.',
];

const debugLines = (head: string, message: ShownMessage): readonly string[] => [
  `[DEBUG] ${head}`,
  ...linesOf(message).map((line) => `[DEBUG]   ${line}`.trimEnd()),
];

/** A request as `--debug` shows it. */
export const describeRequest = (method: string, url: string, message: ShownMessage): readonly string[] =>
  debugLines(`→ ${method} ${redactUrl(url)}`, message);

/** An answer as `--debug` shows it. */
export const describeAnswer = (status: number, milliseconds: number, message: ShownMessage): readonly string[] =>
  debugLines(`← ${status} after ${Math.round(milliseconds)} ms`, message);

import { ConfigurationError } from '../protocol/configuration-error.ts';
import { isJsonObject, textOf } from './api/read-answer.ts';
import { ApiRefusal, CommandFailure, type FailureKind } from './command-failure.ts';
import { renderPretty } from './output/render-pretty.ts';
import { plainText } from './plain-text.ts';
import { renderJson } from './table.ts';
import type { Terminal } from './terminal.ts';

/** Who reads what went wrong: people, programs that asked for JSON, or AI agents. */
export type FailureStyle = 'text' | 'json' | 'agent';

/** What kind of failure a refusal's status says it is. */
function kindOfStatus(status: number): FailureKind {
  if (status >= 500) return 'server_error';
  switch (status) {
    case 401:
      return 'authentication_error';
    case 403:
      return 'authorization_error';
    case 404:
      return 'not_found';
    case 400:
    case 422:
      return 'validation_error';
    case 429:
      return 'rate_limit_error';
    default:
      return 'api_error';
  }
}

const bodyOf = (body: unknown): unknown => (body === undefined ? '' : body);

/** The server's own words for a refusal that is told as it came. */
const wordsOf = ({ answer }: ApiRefusal): string | undefined =>
  isJsonObject(answer?.body) ? textOf(answer.body, 'resultMessage') || undefined : undefined;

/** A failure as AI agents read it. */
function describeForAgent(error: CommandFailure): string {
  const { answer, nextStep, message } = error;
  return renderJson({
    error: answer === undefined ? message : `API Error (HTTP ${answer.status})`,
    ...(answer === undefined ? {} : { status_code: answer.status, body: bodyOf(answer.body) }),
    error_type: error.kind ?? (answer === undefined ? 'api_error' : kindOfStatus(answer.status)),
    message: (error instanceof ApiRefusal ? wordsOf(error) : undefined) ?? message,
    hints: nextStep === undefined ? [] : [`Try: ${nextStep}`],
  }).trimEnd();
}

/** A refusal as programs read it that asked for JSON. */
function describeRefusal({ answer, nextStep, message }: CommandFailure): string {
  const { status = 0, body } = answer ?? {};
  const hint = status === 401 || status === 403 ? nextStep : undefined;
  return renderJson({ error: message, status_code: status, body: bodyOf(body), ...(hint === undefined ? {} : { _hint: hint }) }).trimEnd();
}

function sayToPeople(error: CommandFailure, terminal: Terminal): void {
  if (error instanceof ApiRefusal && error.answer !== undefined) {
    const { status, body } = error.answer;
    const shown = (typeof body === 'string' ? plainText(body) : renderPretty(body ?? {}, false)).trimEnd();
    terminal.say(`API Error (HTTP ${status})${shown === '' ? '' : ':'}`);
    if (shown !== '') terminal.say(shown);
  } else terminal.say(`grantry: ${error.message}`);
  if (error.nextStep !== undefined) terminal.say(`Try: ${error.nextStep}`);
}

const isOfSettings = (error: unknown): error is Error =>
  error instanceof ConfigurationError || (error instanceof Error && error.name === 'ConfigurationErrors');

/** Says on stderr why a command could not be done, and what to try next. Anything that is our bug is said with its trace. */
export function sayFailure(error: unknown, terminal: Terminal, style: FailureStyle = 'text'): void {
  if (error instanceof CommandFailure) {
    if (style === 'agent') terminal.say(describeForAgent(error));
    else if (style === 'json' && error.answer !== undefined) terminal.say(describeRefusal(error));
    else sayToPeople(error, terminal);
  } else if (isOfSettings(error)) {
    if (style === 'agent') terminal.say(describeForAgent(new CommandFailure(error.message, 'grantry config show')));
    else {
      for (const line of error.message.split('\n')) terminal.say(`grantry: ${line}`);
      terminal.say('Try: grantry config show');
    }
  } else {
    terminal.say(`grantry: this is a bug of ours. ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
}

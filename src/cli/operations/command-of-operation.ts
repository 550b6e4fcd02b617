import { callApi } from '../api/call-api.ts';
import { DryRunEnd } from '../api/wire.ts';
import type { Command, CommandTerminal, Option, Options, TypedValue } from '../command.ts';
import { ApiRefusal, CommandFailure } from '../command-failure.ts';
import { findConfiguredTimeout, resolveTarget } from '../configuration/resolve-target.ts';
import { answerBody } from '../output/answer.ts';
import { afterRefusal } from './after-refusal.ts';
import { askMissing } from './ask-missing.ts';
import { buildRequest, type OperationRequest, takesBody } from './build-request.ts';
import { decodeFlag } from './decode-flag.ts';
import { examplesOf } from './example-lines.ts';
import type { FlagType, OperationCommand, OperationFlag } from './operation-command.ts';
import { readBase, readPipedList } from './read-base.ts';

const placeholders: Readonly<Record<FlagType, string | undefined>> = {
  string: 'string',
  int: 'int',
  float: 'float',
  bool: undefined,
  json: 'json',
  'json-text': 'json',
  strings: 'string',
};

function optionOf({ type, summary, short, isRequired, isUnsupported, accepts }: OperationFlag): Option {
  const value = placeholders[type];
  return {
    summary: `${summary}${isRequired ? ' [required]' : ''}`,
    ...(value === undefined ? { knowsUnset: true } : { value }),
    ...(short === undefined ? {} : { short }),
    ...(accepts === undefined ? {} : { accepts }),
    ...(type === 'strings' ? { isRepeatable: true } : {}),
    ...(isUnsupported ? { isUnsupported } : {}),
  };
}

const bodyOption: Option = { value: 'json', summary: 'The whole body as JSON, which the flags change; it may come on stdin too.' };

const optionsOf = (operation: OperationCommand): Options => ({
  ...Object.fromEntries(operation.flags.map((flag) => [flag.name, optionOf(flag)])),
  ...(takesBody(operation) ? { body: bodyOption } : {}),
});

/**
 * Decodes the flags, with what is missing asked for. Flags of the body are not needed once there is a base for it.
 *
 * @throws CommandFailure naming what is missing or wrong: nothing is sent then
 */
async function readRequest(
  operation: OperationCommand,
  typed: Readonly<Record<string, TypedValue>>,
  terminal: CommandTerminal,
): Promise<OperationRequest> {
  const { body } = typed;
  const values = new Map(operation.flags.map((flag) => [flag.name, decodeFlag(flag, typed[flag.name])]));
  const base = takesBody(operation) ? await readBase(typeof body === 'string' ? body : undefined, terminal) : undefined;
  const list = operation.flags.find(({ place }) => place === 'whole body');
  if (list !== undefined && values.get(list.name) === undefined) values.set(list.name, await readPipedList(terminal));
  const isMissing = ({ name, place, isRequired }: OperationFlag): boolean =>
    isRequired === true && values.get(name) === undefined && (place !== 'body' || base === undefined);
  const missing = operation.flags.filter(isMissing);
  const answers = await askMissing(missing, terminal);
  for (const flag of missing) values.set(flag.name, decodeFlag(flag, answers.get(flag.name)));
  return buildRequest(operation, values, base);
}

async function send(operation: OperationCommand, request: OperationRequest, terminal: CommandTerminal): Promise<void> {
  const target = await resolveTarget(terminal);
  const limit = await findConfiguredTimeout(terminal.environment);
  const { path, shownPath, body } = request;
  const response = await callApi({
    url: target.url,
    method: operation.method,
    path,
    shownPath,
    ...(target.bearer === undefined ? {} : { bearer: target.bearer }),
    ...(body === undefined ? {} : { body: { json: body } }),
    ...(limit === undefined ? {} : { timeoutMilliseconds: limit }),
  });
  const { status, body: answered, text = '' } = response;
  if (status >= 200 && status < 300) return answerBody(terminal, answered, text);
  const answer = { status, body: answered ?? text };
  throw new ApiRefusal(`API Error (HTTP ${status})`, afterRefusal(response, target, operation.path), { answer });
}

/** The command of an operation. */
export function commandOfOperation(operation: OperationCommand): Command {
  const { path, description } = operation;
  const name = `grantry ${path.join(' ')}`;
  return {
    ...(description === undefined ? {} : { description }),
    arguments: {},
    options: optionsOf(operation),
    examples: examplesOf(operation),
    run: async (typed, terminal) => {
      const request = await readRequest(operation, typed, terminal).catch((error: unknown) => {
        if (!(error instanceof CommandFailure)) throw error;
        throw new CommandFailure(error.message, `${name} --help`, { kind: 'validation_error', cause: error.cause });
      });
      try {
        await send(operation, request, terminal);
      } catch (error) {
        if (!(error instanceof DryRunEnd)) throw error;
        await answerBody(terminal, {}, '{}'); // what a script would go on with
      }
      return 'done';
    },
  };
}

import { buildRequest, type OperationRequest } from '../../../src/cli/operations/build-request.ts';
import type { OperationCommand } from '../../../src/cli/operations/operation-command.ts';
import { quoteWord } from '../../../src/cli/operations/quote-word.ts';

/** As wide as a terminal, without the backslash. */
const width = 78;

/** The request that an operation's example makes: the one its command sends, with variables where the example has them. */
function exampleRequest(operation: OperationCommand): OperationRequest {
  const values = new Map(operation.flags.map(({ name, member }) => [name, operation.example[member]]));
  const request = buildRequest(operation, values, undefined);
  return { ...request, path: request.path.replaceAll(/%24([A-Z_]+)/g, '$$$1') }; // a URL escapes the sign of a variable
}

/** A body as an argument: on one line where it fits, and otherwise with a line for each member. */
function bodyArgument(body: unknown): string {
  const argument = `-d ${quoteWord(JSON.stringify(body))}`;
  return 2 + argument.length <= width ? argument : `-d ${quoteWord(JSON.stringify(body, null, 2)).replaceAll('\n', '\n  ')}`;
}

/**
 * An operation's example as a shell would run it, with the server's URL and the token in variables.
 *
 * @param options - whether anyone may call it, without a token
 */
export function curlLines(operation: OperationCommand, { isOpen }: { readonly isOpen: boolean }): readonly string[] {
  const { path, body } = exampleRequest(operation);
  const method = operation.method === 'GET' ? '' : `-X ${operation.method} `;
  const url = `"$GRANTRY_URL${path}"`;
  const opening = `curl ${method}${url}`;
  const words = [
    ...(opening.length <= width ? [opening] : [`curl ${method}`.trimEnd(), url]),
    ...(isOpen ? [] : ['-H "Authorization: Bearer $GRANTRY_BEARER"']),
    ...(body === undefined ? [] : ["-H 'Content-Type: application/json'", bodyArgument(body)]),
  ];
  return words.join(' \\\n  ').split('\n');
}

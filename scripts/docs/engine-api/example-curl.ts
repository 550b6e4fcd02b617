import { shellQuote } from '../../../src/cli/git/shell-quote.ts';
import { buildRequest, type OperationRequest } from '../../../src/cli/operations/build-request.ts';
import type { OperationCommand } from '../../../src/cli/operations/operation-command.ts';

/** The request that an operation's example makes: the one its command sends. */
export const exampleRequest = (operation: OperationCommand): OperationRequest =>
  buildRequest(operation, new Map(operation.flags.map(({ name, member }) => [name, operation.example[member]])), undefined);

/** An operation's example as a shell would run it, with the server's URL and the token in variables. */
export function curlLines(operation: OperationCommand): readonly string[] {
  const { path, body } = exampleRequest(operation);
  const request = `curl -X ${operation.method} "$GRANTRY_URL${path}" -H "Authorization: Bearer $GRANTRY_BEARER"`;
  if (body === undefined) return [request];
  return [`${request} \\`, `  -H 'Content-Type: application/json' -d ${shellQuote(JSON.stringify(body))}`];
}

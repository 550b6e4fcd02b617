import type { JsonObject } from '../api/read-answer.ts';
import { isSecretName } from '../api/redact.ts';
import { CommandFailure } from '../command-failure.ts';
import type { OperationCommand } from './operation-command.ts';

/** A request as an operation wants it. */
export interface OperationRequest {
  /** From the root, query included. */
  readonly path: string;
  /** The same, without what is secret in it. */
  readonly shownPath: string;
  /** undefined if the operation takes none. */
  readonly body: unknown;
}

/** Whether an operation takes a body whose members flags override; a list is one flag. */
export const takesBody = ({ method, flags }: OperationCommand): boolean =>
  method !== 'GET' &&
  !flags.some(({ place }) => place === 'whole body') &&
  (method !== 'DELETE' || flags.some(({ place }) => place === 'body'));

function queryOf(parameters: readonly (readonly [string, unknown])[]): string {
  const query = new URLSearchParams();
  for (const [name, value] of parameters) for (const each of Array.isArray(value) ? value : [value]) query.append(name, String(each));
  return query.size === 0 ? '' : `?${query}`;
}

/**
 * A value as a segment of a path.
 *
 * @throws CommandFailure if a URL would take it for a step elsewhere, which no escape prevents (WHATWG URL, "double-dot URL path segment")
 */
function segmentOf(flag: string, value: string): string {
  if (!['', '.', '..'].includes(value)) return encodeURIComponent(value);
  const found = `--${flag}: found ${JSON.stringify(value)}`;
  throw new CommandFailure(`${found}; accepted: anything that is not empty, . or ..`, undefined, { kind: 'validation_error' });
}

/**
 * Puts the values of flags where they go: into the path, the query, or the body, whose base each overrides in its own member.
 *
 * @param values - by the flags' names; undefined is what was not given
 * @throws CommandFailure if a value of the path would lead elsewhere
 */
export function buildRequest(
  operation: OperationCommand,
  values: ReadonlyMap<string, unknown>,
  base: JsonObject | undefined,
): OperationRequest {
  const given = operation.flags
    .map(({ place, name, member }) => ({ place, member, value: values.get(name) }))
    .filter(({ value }) => value !== undefined);
  const at = (place: string): readonly (readonly [string, unknown])[] =>
    given.filter((each) => each.place === place).map(({ member, value }) => [member, value]);
  const inPath = new Map(at('path'));
  const flagOf = (member: string): string => operation.flags.find((flag) => flag.member === member)?.name ?? member;
  const pathWith = (show: (member: string) => string): string =>
    operation.template.replaceAll(/\{(\w+)\}/g, (_, member: string) => segmentOf(flagOf(member), show(member)));
  const query = queryOf(at('query'));
  const valueAt = (member: string): string => String(inPath.get(member) ?? '');
  return {
    path: `${pathWith(valueAt)}${query}`,
    shownPath: `${pathWith((member) => (isSecretName(member) ? '[redacted]' : valueAt(member)))}${query}`,
    body: takesBody(operation) ? { ...base, ...Object.fromEntries(at('body')) } : at('whole body')[0]?.[1],
  };
}

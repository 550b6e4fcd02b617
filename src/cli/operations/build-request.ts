import type { JsonObject } from '../api/read-answer.ts';
import { isSecretName } from '../api/redact.ts';
import type { OperationCommand } from './operation-command.ts';

/** A request as an operation wants it. */
export interface OperationRequest {
  /** From the root, query included. */
  readonly path: string;
  /** The same, without what is secret in it. */
  readonly shownPath: string;
  /** undefined if the operation takes none. */
  readonly body: JsonObject | undefined;
}

/** Whether an operation takes a body. */
export const takesBody = ({ method, flags }: OperationCommand): boolean =>
  method !== 'GET' && (method !== 'DELETE' || flags.some(({ place }) => place === 'body'));

function queryOf(parameters: readonly (readonly [string, unknown])[]): string {
  const query = new URLSearchParams();
  for (const [name, value] of parameters) for (const each of Array.isArray(value) ? value : [value]) query.append(name, String(each));
  return query.size === 0 ? '' : `?${query}`;
}

/**
 * Puts the values of flags where they go: into the path, the query, or the body, whose base each overrides in its own member.
 *
 * @param values - by the members' names in the API, and by where they go; undefined is what was not given
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
  const pathWith = (show: (member: string) => string): string =>
    operation.template.replaceAll(/\{(\w+)\}/g, (_, member: string) => encodeURIComponent(show(member)));
  const query = queryOf(at('query'));
  const valueAt = (member: string): string => String(inPath.get(member) ?? '');
  return {
    path: `${pathWith(valueAt)}${query}`,
    shownPath: `${pathWith((member) => (isSecretName(member) ? '[redacted]' : valueAt(member)))}${query}`,
    body: takesBody(operation) ? { ...base, ...Object.fromEntries(at('body')) } : undefined,
  };
}

import type { FlagPlace, FlagType, OperationCommand, OperationFlag } from '../../src/cli/operations/operation-command.ts';

/** The part of a JSON Schema that flags are made of; a TypeBox schema is one. */
export interface Schema {
  readonly type?: unknown;
  readonly description?: unknown;
  readonly enum?: unknown;
  readonly const?: unknown;
  readonly anyOf?: unknown;
  readonly items?: unknown;
  readonly properties?: unknown;
  readonly required?: unknown;
}

/** What is read of an operation's definition. */
export interface OperationDefinition {
  readonly method: OperationCommand['method'];
  /** With `{name}` for path parameters, below `/api/{serviceId}` if it is about a service, below `/api` if not. */
  readonly path: string;
  readonly about: 'service' | 'deployment';
  /** The words that call it: its group, which may have several, and its own. */
  readonly command: readonly [group: string, command: string];
  readonly summary: string;
  readonly description?: string;
  readonly params?: Schema;
  readonly query?: Schema;
  readonly body?: Schema;
  /** Values for the flags, by member; `$NAME` in a text is a variable of the shell. */
  readonly example: Readonly<Record<string, unknown>>;
}

/** Members that are JSON as text, whatever they are in. */
const jsonTexts: ReadonlySet<string> = new Set([
  'additionalClaims',
  'claims',
  'claimsForTx',
  'customMetadata',
  'idTokenClaims',
  'idtHeaderParams',
  'issuableCredentials',
  'jwks',
  'jwtAtClaims',
  'requestObjectPayload',
  'transformedClaims',
  'userInfoClaims',
]);

/** One-letter flags, wherever their members are. */
const shorts: Readonly<Record<string, string>> = { serviceId: 's', jwtAtClaims: 'j', refreshTokenDuration: 'r' };

/** What stands before the path of an operation about a service. */
const serviceFlag: OperationFlag = {
  name: 'service-id',
  member: 'serviceId',
  place: 'path',
  type: 'string',
  summary: 'The id of the service.',
  short: 's',
  isRequired: true,
};

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null && !Array.isArray(value);

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string');

/** Text without the marks that only documents show. */
const plain = (text: string): string => text.replaceAll('`', '');

/** `dpopNonceRequired` as `dpop-nonce-required`, `subject_token` as `subject-token`. */
export const flagNameOf = (member: string): string =>
  member
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase();

/** The only texts a schema takes, if it names them: an enum, a constant, or a union of constants. */
function textsOf({ enum: listed, const: constant, anyOf }: Schema): readonly string[] | undefined {
  if (isTexts(listed)) return listed;
  if (typeof constant === 'string') return [constant];
  if (!Array.isArray(anyOf)) return undefined;
  const texts = anyOf.map((each: unknown) => (isSchema(each) ? textsOf(each) : undefined));
  return texts.every((each) => each !== undefined) ? texts.flat() : undefined;
}

const isPlain = (schema: unknown): boolean => isSchema(schema) && (schema.type === 'string' || schema.type === 'integer');

function typeOf(schema: Schema, member = ''): FlagType {
  const { type, items, anyOf } = schema;
  if (textsOf(schema) !== undefined || (Array.isArray(anyOf) && anyOf.every(isPlain))) return 'string';
  switch (type) {
    case 'string':
      return jsonTexts.has(member) ? 'json-text' : 'string';
    case 'integer':
      return 'int';
    case 'number':
      return 'float';
    case 'boolean':
      return 'bool';
    case 'array':
      return isSchema(items) && typeOf(items) === 'string' ? 'strings' : 'json';
    default:
      return 'json';
  }
}

/** @throws Error if a definition does not say what a member is for: help would have to guess */
function describe(member: string, { description }: Schema): string {
  if (typeof description !== 'string' || description === '') throw new Error(`${member} has no description`);
  return plain(description);
}

function flagOf(member: string, schema: Schema, place: FlagPlace, isRequired: boolean): OperationFlag {
  const short = shorts[member];
  const summary = describe(member, schema);
  const accepts = textsOf(schema) ?? (isSchema(schema.items) ? textsOf(schema.items) : undefined);
  return {
    name: flagNameOf(member),
    member,
    place,
    type: typeOf(schema, member),
    summary,
    ...(summary.startsWith('Not supported') ? { isUnsupported: true } : {}),
    ...(short === undefined ? {} : { short }),
    ...(isRequired ? { isRequired } : {}),
    ...(accepts === undefined ? {} : { accepts }),
  };
}

function flagsOf(schema: Schema | undefined, place: FlagPlace): readonly OperationFlag[] {
  const { properties, required } = schema ?? {};
  if (!isSchema(properties)) return [];
  const needed: ReadonlySet<unknown> = new Set(Array.isArray(required) ? required : []);
  return Object.entries(properties).flatMap(([member, each]: readonly [string, unknown]) =>
    isSchema(each) ? [flagOf(member, each, place, place === 'path' || needed.has(member))] : [],
  );
}

/** The one flag of a body that is a list. */
const listFlag: OperationFlag = {
  name: 'body',
  member: 'body',
  place: 'whole body',
  type: 'json',
  summary: 'The whole body as JSON; it may come on stdin too.',
  isRequired: true,
};

/**
 * The command of an operation: a flag for each path parameter, query parameter and member of the body, in the order of their names.
 *
 * @throws Error if two flags would have one name, or a placeholder of the path no parameter
 */
export function deriveOperation(definition: OperationDefinition): OperationCommand {
  const { method, path, about, command, summary, description, params, query, body, example } = definition;
  const isOfService = about === 'service';
  const inPath = flagsOf(params, 'path');
  // A member that the path names too is what the answer tells of it, not something to set.
  const inBody = (body?.type === 'array' ? [listFlag] : flagsOf(body, 'body')).filter(
    ({ member }) => !inPath.some((flag) => flag.member === member),
  );
  const flags = [...(isOfService ? [serviceFlag] : []), ...inPath, ...flagsOf(query, 'query'), ...inBody];
  if (new Set(flags.map(({ name }) => name)).size < flags.length) throw new Error(`${command.join(' ')}: two flags have one name`);
  for (const [, member] of path.matchAll(/\{(\w+)\}/g)) {
    if (!flags.some((flag) => flag.place === 'path' && flag.member === member)) throw new Error(`${path}: {${member}} is no parameter`);
  }
  const [group, word] = command;
  return {
    path: [...group.split(' '), word],
    summary: plain(summary),
    ...(description === undefined ? {} : { description: plain(description) }),
    method,
    template: `/api${isOfService ? '/{serviceId}' : ''}${path}`,
    flags: flags.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    example: isOfService ? { serviceId: '$SERVICE_ID', ...example } : example,
  };
}

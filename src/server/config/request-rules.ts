import type { DetailSchema, DetailType } from '../../engine/model/detail-type.ts';
import { plainServiceRules, type ServiceRequestRules } from '../../engine/model/request-rules.ts';
import { ConfigurationError } from '../../protocol/configuration-error.ts';
import { isJsonObject, type JsonObject } from '../../protocol/jose/parse-object.ts';
import { seconds } from '../../protocol/units.ts';

/** What a keyword of a schema must be, in words and as a check. */
type Check = readonly [words: string, isRight: (value: unknown) => boolean];

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;
const isScalar = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const types: readonly unknown[] = ['string', 'number', 'integer', 'boolean', 'array', 'object'] satisfies readonly DetailSchema['type'][];

const count: Check = ['a whole number', isCount];
const number: Check = ['a number', (value) => typeof value === 'number'];
const yesOrNo: Check = ['true or false', (value) => typeof value === 'boolean'];
const object: Check = ['a schema', isJsonObject];

const keywords: Readonly<Record<keyof DetailSchema, Check>> = {
  type: [`one of ${types.join(', ')}`, (value) => types.includes(value)],
  enum: ['a list of texts, numbers and booleans', (value) => Array.isArray(value) && value.every(isScalar)],
  maxLength: count,
  minimum: number,
  maximum: number,
  items: object,
  minItems: count,
  maxItems: count,
  properties: ['schemas by name', isJsonObject],
  required: ['a list of names', (value) => Array.isArray(value) && value.every(isText)],
  additionalProperties: yesOrNo,
};

/** Takes the members of an object, each of which must be known and right. */
function checkMembers(path: string, value: unknown, checks: Readonly<Record<string, Check>>, required: readonly string[] = []): JsonObject {
  if (!isJsonObject(value)) throw new ConfigurationError(path, typeof value, 'an object');
  for (const [name, member] of Object.entries(value)) {
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    if (check === undefined) throw new ConfigurationError(`${path}.${name}`, 'an unknown member', Object.keys(checks).join(', '));
    if (!check[1](member)) throw new ConfigurationError(`${path}.${name}`, JSON.stringify(member), check[0]);
  }
  for (const name of required) if (!(name in value)) throw new ConfigurationError(`${path}.${name}`, 'nothing', checks[name]?.[0] ?? '');
  return value;
}

/** A schema whose keywords are all known: one that is misspelled would check nothing. */
function readSchema(path: string, value: unknown): DetailSchema {
  const schema = checkMembers(path, value, keywords, ['type']);
  if (schema.items !== undefined) readSchema(`${path}.items`, schema.items);
  for (const [name, member] of Object.entries(schema.properties ?? {})) readSchema(`${path}.properties.${name}`, member);
  return schema as unknown as DetailSchema; // each keyword was checked
}

const detailTypeChecks: Readonly<Record<string, Check>> = { name: ['a text', isText], description: ['a text', isText], schema: object };

function readDetailType(path: string, entry: unknown): DetailType {
  const { name, description, schema } = checkMembers(path, entry, detailTypeChecks, ['name', 'description', 'schema']);
  const read = readSchema(`${path}.schema`, schema);
  if (read.type !== 'object') throw new ConfigurationError(`${path}.schema.type`, read.type, 'object');
  return { name: String(name), description: String(description), schema: { ...read, type: read.type } };
}

const ruleChecks: Readonly<Record<string, Check>> = {
  require_pushed: yesOrNo,
  require_signed: yesOrNo,
  pushed_lifetime: ['5 to 600 seconds', (value) => isCount(value) && Number(value) >= 5 && Number(value) <= 600], // RFC 9126 §2.2
  detail_types: ['a list', Array.isArray],
};

/**
 * Reads `authorization_requests` of the configuration file: how requests must come to the first service, and the types of authorization
 * details it knows.
 *
 * @throws ConfigurationError naming the member that is wrong.
 * @see RFC 9126 §5, RFC 9101 §10.5, RFC 9396 §10
 */
export function readRequestRules(value: unknown): ServiceRequestRules {
  const section = 'authorization_requests';
  const rules = checkMembers(section, value, ruleChecks);
  const entries: readonly unknown[] = Array.isArray(rules.detail_types) ? rules.detail_types : [];
  const detailTypes = entries.map((entry, index) => readDetailType(`${section}.detail_types[${index}]`, entry));
  const twice = detailTypes.find(({ name }, index) => detailTypes.findIndex((other) => other.name === name) !== index);
  if (twice !== undefined) throw new ConfigurationError(`${section}.detail_types`, `two of ${twice.name}`, 'a name of its own for each');
  return {
    requirePushed: rules.require_pushed === true,
    requireSigned: rules.require_signed === true,
    pushedLifetime: rules.pushed_lifetime === undefined ? plainServiceRules.pushedLifetime : seconds(Number(rules.pushed_lifetime)),
    nbfOptional: plainServiceRules.nbfOptional,
    detailTypes,
    authenticationClasses: plainServiceRules.authenticationClasses,
  };
}

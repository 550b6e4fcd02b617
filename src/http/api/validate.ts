import Type, { type TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Value } from 'typebox/value';
import { ApiError, type Validation } from './api-error.ts';

/** Reads one part of a request by its schema. */
export type Decoder = (value: unknown) => unknown;

const fieldOf = (instancePath: string, missing: unknown): string => {
  const path = instancePath.replace(/^\//, '').replaceAll('/', '.');
  const name = Array.isArray(missing) ? missing.join(', ') : '';
  return [path, name].filter((part) => part !== '').join('.') || 'body';
};

/** The properties that are no text, as paths and queries have them. */
const namesToConvert = (schema: TSchema): readonly string[] =>
  Type.IsObject(schema) ? Object.keys(schema.properties).filter((name) => !Type.IsString(schema.properties[name])) : [];

/**
 * Makes a decoder from a schema, compiled once. Text from paths and queries is converted to the schema's types first.
 *
 * @throws ApiError 400 with one validation per field.
 */
export function makeDecoder(schema: TSchema, from: 'body' | 'text'): Decoder {
  const validator = Compile(schema);
  const toConvert = from === 'text' ? namesToConvert(schema) : [];
  const isConverted = (value: unknown): boolean => toConvert.some((name) => Object.hasOwn(Object(value), name));
  return (value) => {
    const converted = isConverted(value) ? Value.Convert(schema, value) : value;
    if (validator.Check(converted)) return converted;
    const validations: Validation[] = [];
    for (const error of validator.Errors(converted)) {
      const missing = 'requiredProperties' in error.params ? error.params.requiredProperties : undefined;
      const field = fieldOf(error.instancePath, missing);
      const detail = missing === undefined ? `${field} ${error.message}` : `${field} is required`;
      if (!validations.some((validation) => validation.field === field)) validations.push({ field, detail });
    }
    throw new ApiError(400, 'The request is not valid.', { validations });
  };
}

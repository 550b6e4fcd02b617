import type { ExtraProperty } from '../model/token-terms.ts';
import { jsonBytes } from './json-bytes.ts';
import { reservedProperties } from './reserved-names.ts';

/** The extra properties of a token; undefined: it has none. */
export type Properties = readonly ExtraProperty[] | undefined;

/** Octets that all properties of a token may take as JSON. */
export const maxPropertyBytes = 65_535;
/** Octets that what clients are shown may take as JSON: a JWT must still fit into a header. */
export const maxShownBytes = 8192;
/** Letters of a key. */
const maxKeyLength = 255;

/** The properties that others are shown, as members of a JSON object. */
export const showProperties = (properties: Properties): Readonly<Record<string, string>> =>
  Object.fromEntries((properties ?? []).filter(({ hidden }) => !hidden).map(({ key, value }) => [key, value]));

/** All properties, for who runs the engine. */
export const showAllProperties = (properties: Properties): Readonly<Record<string, string>> =>
  Object.fromEntries((properties ?? []).map(({ key, value }) => [key, value]));

/** Adds properties to those a token has: of two with one key the newer counts. */
export function mergeProperties(kept: Properties, added: Properties): Properties {
  if (added === undefined || added.length === 0) return kept;
  return [...new Map([...(kept ?? []), ...added].map((property) => [property.key, property])).values()];
}

/** Why a list of properties cannot be attached; undefined if it can. */
export function findPropertiesFault(properties: Properties): string | undefined {
  if (properties === undefined) return undefined;
  for (const { key } of properties) {
    if (key === '' || key.length > maxKeyLength) return `a property's key has 1 to ${maxKeyLength} letters`;
    if (reservedProperties.has(key)) return `the property ${key} has a reserved name`;
  }
  if (jsonBytes(properties) > maxPropertyBytes) return `properties take more than ${maxPropertyBytes} octets`;
  return jsonBytes(showProperties(properties)) > maxShownBytes ? `visible properties take more than ${maxShownBytes} octets` : undefined;
}

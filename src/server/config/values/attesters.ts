import type { Attester } from '../../../engine/model/attestation-rules.ts';
import { findJwkSetFault, readJwkSet } from '../../../protocol/jose/jwk-set.ts';
import { isJsonObject } from '../../../protocol/jose/parse-object.ts';
import type { ValueKind } from '../setting.ts';
import { httpUrl } from './workload.ts';

const members: ReadonlySet<string> = new Set(['issuer', 'jwks', 'jwks_uri', 'clients']);

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** The ids of the clients an attester may vouch for; undefined if the value is no list of ids. */
const readClientIds = (value: unknown): readonly string[] | undefined => (Array.isArray(value) && value.every(isText) ? value : undefined);

/** One attester; undefined if it is none, or has no keys, or two places of them. */
function readAttester(value: unknown): Attester | undefined {
  if (!isJsonObject(value) || Object.keys(value).some((name) => !members.has(name))) return undefined;
  const { issuer, jwks: set, jwks_uri: uri, clients } = value;
  const clientIds = readClientIds(clients);
  if (!isText(issuer) || (clients !== undefined && clientIds === undefined)) return undefined;
  if ((set === undefined) === (uri === undefined)) return undefined;
  const jwks = set === undefined || findJwkSetFault(set) !== undefined ? undefined : readJwkSet(set);
  const jwksUri = isText(uri) ? httpUrl.parse(uri) : undefined;
  return jwks === undefined && jwksUri === undefined ? undefined : { issuer, jwks, jwksUri, clientIds };
}

function parseList(text: string): readonly unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Who vouches for client instances: a list of objects, which a variable gives as JSON. */
export const attesters: ValueKind<readonly Attester[]> = {
  accepted: 'a list of {issuer, jwks_uri or jwks, clients?}, each issuer once',
  parse: (text) => {
    const list = parseList(text)?.map(readAttester);
    if (list === undefined || list.includes(undefined)) return undefined;
    const found = list.filter((each) => each !== undefined);
    return new Set(found.map(({ issuer }) => issuer)).size === found.length ? found : undefined;
  },
  format: (list) => list.map(({ issuer, jwksUri }) => (jwksUri === undefined ? issuer : `${issuer} (${jwksUri})`)).join(', '),
};

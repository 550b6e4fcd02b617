import { type KeptToken, type TokenFacts, toKeptToken } from './kept-token.ts';

const isTextRecord = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' && value !== null && Object.values(value).every((level) => typeof level === 'string');

const isKept = (value: unknown): value is TokenFacts & { readonly v: 2 } => {
  if (typeof value !== 'object' || value === null) return false;
  const { v, token, createdAt, expiresAt, repositorySelection, permissions } = value as Partial<Record<string, unknown>>; // each is checked below
  const isText = [token, createdAt, expiresAt].every((text) => typeof text === 'string' && text !== '');
  return v === 2 && isText && (repositorySelection === 'all' || repositorySelection === 'selected') && isTextRecord(permissions);
};

/** Writes a token for a shared cache, with the version of this form. */
export const encodeSharedValue = ({ facts }: KeptToken): string => JSON.stringify({ v: 2, ...facts });

/** Reads what a shared cache gave; undefined if another program or version wrote it, or half of it. */
export function decodeSharedValue(text: string): KeptToken | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!isKept(value)) return undefined;
    const { v: _version, ...facts } = value;
    return toKeptToken(facts);
  } catch {
    return undefined;
  }
}

import type { ValueKind } from '../setting.ts';

/** An issuer as the operator gives it. */
export interface GivenIssuer {
  readonly issuer: string;
  /** undefined is the audience of the deployment. */
  readonly audience: string | undefined;
  readonly jwksUri: string | undefined;
}

const isHttpUrl = (text: string): boolean => /^https?:\/\/[^\s/]/.test(text) && URL.canParse(text);

/** An http(s) URL, kept letter by letter. */
export const httpUrl: ValueKind<string> = {
  accepted: 'an http(s) URL',
  parse: (text) => (isHttpUrl(text) ? text : undefined),
  format: (value) => value,
};

/** The path of a file of certificates. */
export const certificateFile: ValueKind<string> = {
  accepted: 'the path of a PEM file with certificates',
  parse: (text) => (text.trim() === '' ? undefined : text),
  format: (value) => value,
};

const members: ReadonlySet<string> = new Set(['issuer', 'audience', 'jwks_uri']);

/** One issuer: its URL alone, or an object. */
function parseIssuer(value: unknown): GivenIssuer | undefined {
  const given: unknown = typeof value === 'string' ? { issuer: value } : value;
  if (typeof given !== 'object' || given === null || Object.keys(given).some((name) => !members.has(name))) return undefined;
  const { issuer, audience, jwks_uri: jwksUri } = given as Readonly<Record<string, unknown>>; // its members are checked below
  if (typeof issuer !== 'string' || !isHttpUrl(issuer)) return undefined;
  if (audience !== undefined && (typeof audience !== 'string' || audience === '')) return undefined;
  if (jwksUri !== undefined && (typeof jwksUri !== 'string' || !isHttpUrl(jwksUri))) return undefined;
  return { issuer, audience, jwksUri };
}

function parseList(text: string): readonly unknown[] | undefined {
  if (!text.trimStart().startsWith('[')) return text.split(',').map((each) => each.trim());
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Issuers of workloads' tokens: URLs with commas between, or a list of objects, which a variable gives as JSON. */
export const issuers: ValueKind<readonly GivenIssuer[]> = {
  accepted: 'URLs of issuers with commas between, or a list of {issuer, audience?, jwks_uri?}, each issuer once',
  parse: (text) => {
    const list = parseList(text)?.map(parseIssuer);
    if (list === undefined || list.includes(undefined)) return undefined;
    const found = list.filter((each) => each !== undefined);
    return new Set(found.map(({ issuer }) => issuer)).size === found.length ? found : undefined;
  },
  format: (list) => list.map(({ issuer, audience }) => (audience === undefined ? issuer : `${issuer} (for ${audience})`)).join(', '),
};

import { Secret } from '../../protocol/secret.ts';
import { type EpochSeconds, epochSeconds, never } from '../../protocol/units.ts';
import type { TransferLine } from './transfer-line.ts';

/** A field of a line that cannot be used, and why. */
export interface LineFault {
  readonly field: string;
  readonly detail: string;
}

/** A line, or everything that is wrong with it. */
export type DecodedLine = { readonly line: TransferLine } | { readonly faults: readonly LineFault[] };

type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);

const fields: readonly string[] = [
  'provider_id',
  'user',
  'account',
  'account_id',
  'kind',
  'access_token',
  'refresh_token',
  'expires_at',
  'scopes',
  'extra',
  'dpop_key',
  'created_at',
];

/** Reads the members of one line; each that is wrong leaves a fault behind. `null` is as good as nothing. */
class LineReader {
  readonly faults: LineFault[] = [];
  readonly #members: Members;

  constructor(members: Members) {
    this.#members = members;
    for (const name of Object.keys(members)) if (!fields.includes(name)) this.#refuse(name, `is not known; known are ${fields.join(', ')}`);
  }

  #refuse(field: string, detail: string): undefined {
    this.faults.push({ field, detail });
    return undefined;
  }

  text(field: string): string | undefined {
    const value = this.#members[field] ?? undefined;
    if (value === undefined || value === '') return undefined;
    return typeof value === 'string' ? value : this.#refuse(field, 'must be text');
  }

  needed(field: string): string {
    const value = this.#members[field];
    if (value === undefined || value === null || value === '') this.#refuse(field, 'is required');
    return this.text(field) ?? '';
  }

  /** RFC 3339, or seconds since 1970. The zero time of the REST API means never. */
  time(field: string): EpochSeconds | undefined {
    const value = this.#members[field] ?? undefined;
    if (value === undefined || value === '' || value === never || value === 0) return undefined;
    const seconds = typeof value === 'number' ? value : typeof value === 'string' ? Date.parse(value) / 1000 : Number.NaN;
    if (!Number.isFinite(seconds) || seconds < 0 || seconds > 1e11) {
      return this.#refuse(field, 'must be a time, as 2030-01-31T12:00:00Z or in seconds since 1970');
    }
    return epochSeconds(Math.floor(seconds));
  }

  words(field: string): readonly string[] {
    const value = this.#members[field] ?? [];
    if (typeof value === 'string') return value.split(/\s+/).filter((word) => word !== '');
    if (Array.isArray(value) && value.every((word) => typeof word === 'string')) return value;
    this.#refuse(field, 'must be a list of texts, or text with spaces between');
    return [];
  }

  kind(field: string): TransferLine['kind'] {
    const value = this.text(field) ?? 'oauth';
    if (value === 'oauth' || value === 'token') return value;
    this.#refuse(field, 'must be oauth or token');
    return 'oauth';
  }

  members(field: string): Members | undefined {
    const value = this.#members[field] ?? undefined;
    if (value === undefined || isMembers(value)) return value;
    return this.#refuse(field, 'must be an object');
  }

  /** RFC 7518 §6.2: a private key on P-256, which tokens are bound to. */
  dpopKey(field: string): Secret | undefined {
    const jwk = this.members(field);
    if (jwk === undefined) return undefined;
    const { kty, crv, x, y, d } = jwk;
    const isPrivateKey = kty === 'EC' && crv === 'P-256' && [x, y, d].every((part) => /^[\w-]{43}$/.test(String(part)));
    return isPrivateKey
      ? new Secret(JSON.stringify({ kty, crv, x, y, d }))
      : this.#refuse(field, 'must be a private JWK of type EC on P-256');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Decodes one line of an import. */
export function decodeTransferLine(text: string): DecodedLine {
  const members = parse(text);
  if (!isMembers(members)) return { faults: [{ field: 'line', detail: 'is no JSON object' }] };
  const read = new LineReader(members);
  const refreshToken = read.text('refresh_token');
  const line: TransferLine = {
    providerId: read.needed('provider_id'),
    user: read.needed('user'),
    account: read.text('account') ?? '',
    accountId: read.text('account_id'),
    kind: read.kind('kind'),
    accessToken: new Secret(read.needed('access_token')),
    refreshToken: refreshToken === undefined ? undefined : new Secret(refreshToken),
    expiresAt: read.time('expires_at'),
    scopes: read.words('scopes'),
    extra: read.members('extra'),
    dpopKey: read.dpopKey('dpop_key'),
    createdAt: read.time('created_at'),
  };
  return read.faults.length === 0 ? { line } : { faults: read.faults };
}

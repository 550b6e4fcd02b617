import type { EpochSeconds } from '../../protocol/units.ts';
import { after } from '../../protocol/units.ts';
import type { Connection, ConnectionTokens } from '../model/connection.ts';
import type { Provider } from '../model/provider.ts';
import type { IssuedTokens } from './classify-token-answer.ts';

type Members = Readonly<Record<string, unknown>>;

/** Deeper than any provider nests, and far from where writing it down as JSON ends our stack. */
const deepest = 32;

const isDeeperThan = (depth: number, value: unknown): boolean =>
  typeof value === 'object' && value !== null && (depth === 0 || Object.values(value).some((member) => isDeeperThan(depth - 1, member)));

/** The kept members, from the answer if it has them, else as they were. One that cannot be kept must not cost the tokens beside it. */
const pick = (members: Members, before: Members | undefined, keys: readonly string[]): Members =>
  Object.fromEntries(keys.map((key) => [key, (isDeeperThan(deepest, members[key]) ? undefined : members[key]) ?? before?.[key] ?? null]));

/**
 * What is kept of issued tokens. A refresh token that the answer does not replace stays good (RFC 6749 §6), and so do the scopes.
 *
 * A token is bound to the key that was asked for if the provider says so; otherwise it is a bearer token.
 *
 * @param askedAt when the request was sent: counting the lifetime from then errs on the safe side.
 */
export function keepTokens(
  issued: IssuedTokens,
  provider: Pick<Provider, 'scopes' | 'extraTokenKeys'>,
  askedAt: EpochSeconds,
  before?: Partial<Pick<Connection, 'refreshToken' | 'scopes' | 'extra' | 'dpopKey'>>,
): ConnectionTokens {
  const { token_type: type } = issued.members;
  const isBound = typeof type === 'string' && type.toLowerCase() === 'dpop'; // RFC 6749 §5.1: case insensitive
  return {
    accessToken: issued.accessToken,
    refreshToken: issued.refreshToken ?? before?.refreshToken,
    expiresAt: issued.expiresIn === undefined ? undefined : after(askedAt, issued.expiresIn),
    extra: provider.extraTokenKeys.length === 0 ? undefined : pick(issued.members, before?.extra, provider.extraTokenKeys),
    scopes: issued.scopes ?? before?.scopes ?? provider.scopes,
    dpopKey: isBound ? before?.dpopKey : undefined,
  };
}

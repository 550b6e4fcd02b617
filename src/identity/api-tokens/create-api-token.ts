import { formatCredential } from '../../protocol/credential.ts';
import { Secret } from '../../protocol/secret.ts';
import type { Seconds } from '../../protocol/units.ts';
import type { IdentityChange } from '../changes.ts';
import type { ApiToken } from '../model/session.ts';
import type { User } from '../model/user.ts';
import { decideKeyName, keyExpiry } from '../named-key.ts';
import type { Origin } from '../origin.ts';
import type { Identity } from '../ports.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { settle } from '../settle.ts';

/** What the token shall be called, open and last. */
export interface NewApiToken {
  readonly user: User;
  readonly name: string;
  /** undefined is everything the user may do. */
  readonly scopes: readonly string[] | undefined;
  /** undefined is for ever. */
  readonly lifetime: Seconds | undefined;
  /** What the asking credential may do itself: a narrow key must not make a wide one. undefined is everything. */
  readonly grantable: readonly string[] | undefined;
}

/** A token that was made, and its text: shown now and never again. */
export interface ApiTokenCreated {
  readonly action: 'created';
  readonly apiToken: ApiToken;
  readonly token: Secret;
  readonly changes: readonly IdentityChange[];
}

/** The most API tokens one person may have. */
export const maxApiTokens = 100;

/** Decides whether the scopes asked for may be given; undefined if so. */
export function refuseScopes(scopes: readonly string[] | undefined, grantable: readonly string[] | undefined): Refusal | undefined {
  if (scopes?.length === 0) return refuse('invalid', 'At least one scope is needed.', { field: 'scopes' });
  if (grantable === undefined) return undefined;
  const beyond = scopes === undefined ? ['all'] : scopes.filter((scope) => !grantable.includes(scope));
  if (beyond.length === 0) return undefined;
  return refuse('denied', `A key cannot give what it does not have: ${beyond.join(', ')}.`, { field: 'scopes' });
}

/** Makes a personal API token. */
export async function createApiToken(identity: Identity, asked: NewApiToken, origin: Origin): Promise<ApiTokenCreated | Refusal> {
  const { user, scopes, lifetime, grantable } = asked;
  const named = decideKeyName(asked.name, 'token_name');
  if ('action' in named) return named;
  const refused = refuseScopes(scopes, grantable);
  if (refused !== undefined) return refused;

  const credential = identity.mint.credential('apiToken');
  const result = await settle<ApiTokenCreated>(identity, async () => {
    const existing = await identity.facts.listApiTokens(user.id);
    if (existing.some(({ name }) => name === named.name)) {
      return refuse('taken', 'You have an API token of this name.', { field: 'token_name' });
    }
    if (existing.length >= maxApiTokens) return refuse('denied', `You have ${maxApiTokens} API tokens. Delete one first.`);
    const now = identity.clock();
    const apiToken: ApiToken = {
      id: credential.id,
      secretHash: identity.sha256(credential.secret),
      userId: user.id,
      name: named.name,
      scopes: scopes && [...new Set(scopes)],
      createdAt: now,
      expiresAt: keyExpiry(now, lifetime),
      lastUsedAt: undefined,
    };
    const token = new Secret(formatCredential(credential));
    return { action: 'created', apiToken, token, changes: [{ change: 'insert_api_token', apiToken }] };
  });
  if (result.action === 'created') {
    identity.audit.record({
      event: 'api_token_created',
      actor: `user:${user.id}`,
      target: `api_token:${result.apiToken.id}`,
      address: origin.address,
      requestId: origin.requestId,
      details: { name: named.name, scopes: scopes ?? ['all'] },
    });
  }
  return result;
}

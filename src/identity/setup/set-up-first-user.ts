import { type CredentialKind, formatCredential } from '../../protocol/credential.ts';
import { Secret } from '../../protocol/secret.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import type { IdentityChange } from '../changes.ts';
import type { SetupLink } from '../model/session.ts';
import type { User } from '../model/user.ts';
import type { Origin } from '../origin.ts';
import { decidePassword } from '../passwords/decide-password.ts';
import type { Identity } from '../ports.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { settle } from '../settle.ts';
import { decideNewUser, type NewUser } from '../users/decide-new-user.ts';

/** The first person, and the service their deployment begins with. */
export interface FirstUser extends NewUser {
  readonly password: string;
  readonly serviceId: number;
}

/** A deployment that now has an owner, with the keys its first programs need. They are shown now and never again. */
export interface SetUp {
  readonly action: 'set_up';
  readonly user: User;
  readonly serviceId: number;
  /** The owner's personal API token, good for everything they may do. */
  readonly apiToken: Secret;
  /** Opens the engine API of the first service. */
  readonly serviceToken: Secret;
  /** Opens the engine API of every service. */
  readonly organizationToken: Secret;
  readonly changes: readonly IdentityChange[];
}

const alreadySetUp: Refusal = refuse('already_set_up', 'This deployment has an owner already. Sign in, or ask them for an account.');

/** What is said of a setup link that was used, is too old, or never was. */
export const deadLink: Refusal = refuse('denied', 'This setup link does not work. Start the server again to get a new one.');

interface Key {
  readonly id: string;
  readonly secretHash: string;
  readonly text: Secret;
}

function makeKey({ mint, sha256 }: Identity, kind: CredentialKind): Key {
  const credential = mint.credential(kind);
  return { id: credential.id, secretHash: sha256(credential.secret), text: new Secret(formatCredential(credential)) };
}

interface Keys {
  readonly api: Key;
  readonly service: Key;
  readonly organization: Key;
}

/** Everything a first user brings with them: in one commit, so that there is never an owner without keys. */
function firstUserChanges(user: User, serviceId: number, keys: Keys, link: SetupLink | undefined, now: EpochSeconds): IdentityChange[] {
  const { api, service, organization } = keys;
  const managementToken = { name: 'setup', rights: undefined, createdAt: now, lastUsedAt: undefined, revokedAt: undefined };
  return [
    { change: 'claim_ownership', userId: user.id, at: now },
    ...(link === undefined ? [] : [{ change: 'redeem_setup_link', setupLinkId: link.id } as const]),
    { change: 'insert_user', user },
    {
      change: 'insert_api_token',
      apiToken: {
        id: api.id,
        secretHash: api.secretHash,
        userId: user.id,
        name: 'setup',
        scopes: undefined,
        createdAt: now,
        expiresAt: undefined,
        lastUsedAt: undefined,
      },
    },
    {
      change: 'insert_management_token',
      managementToken: { ...managementToken, id: service.id, secretHash: service.secretHash, kind: 'service', serviceId },
    },
    {
      change: 'insert_management_token',
      managementToken: {
        ...managementToken,
        id: organization.id,
        secretHash: organization.secretHash,
        kind: 'organization',
        serviceId: undefined,
      },
    },
  ];
}

/**
 * Makes the first user: the owner. Whoever claims the ownership first has it, on whichever node; everyone after is refused.
 *
 * @param link - the setup link it is done with, if one was redeemed
 */
export async function setUpFirstUser(identity: Identity, first: FirstUser, origin: Origin, link?: SetupLink): Promise<SetUp | Refusal> {
  if (await identity.facts.hasUsers()) return alreadySetUp;
  const password = decidePassword(first.password);
  if ('action' in password) return password;
  const passwordHash = await identity.passwords.hash(password);

  const now = identity.clock();
  const user = decideNewUser(first, { id: identity.mint.uuid(), role: 'owner', passwordHash, now });
  if ('action' in user) return user;
  const keys: Keys = {
    api: makeKey(identity, 'apiToken'),
    service: makeKey(identity, 'serviceToken'),
    organization: makeKey(identity, 'organizationToken'),
  };
  const result = await settle<SetUp>(identity, async () => {
    if (await identity.facts.hasUsers()) return alreadySetUp;
    if (link !== undefined && (await identity.facts.findSetupLink(link.id)) === undefined) return deadLink;
    return {
      action: 'set_up',
      user,
      serviceId: first.serviceId,
      apiToken: keys.api.text,
      serviceToken: keys.service.text,
      organizationToken: keys.organization.text,
      changes: firstUserChanges(user, first.serviceId, keys, link, now),
    };
  });
  if (result.action === 'set_up') {
    const { address, requestId } = origin;
    identity.audit.record({ event: 'setup_completed', actor: `user:${user.id}`, target: `user:${user.id}`, address, requestId });
  }
  return result;
}

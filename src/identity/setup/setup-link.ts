import { formatCredential, parseCredential } from '../../protocol/credential.ts';
import { Secret } from '../../protocol/secret.ts';
import { after, type Seconds, seconds } from '../../protocol/units.ts';
import type { SetupLink } from '../model/session.ts';
import type { Origin } from '../origin.ts';
import type { Identity } from '../ports.ts';
import type { Refusal } from '../refusal.ts';
import { secretMatches } from '../secret-matches.ts';
import { deadLink, type FirstUser, type SetUp, setUpFirstUser } from './set-up-first-user.ts';

/** How long a setup link can be opened. Starting the server again prints a new one. */
export const setupLinkLifetime: Seconds = seconds(86_400);

/** Makes the link the first start prints. undefined once there is a user. */
export async function createSetupLink(identity: Identity): Promise<Secret | undefined> {
  if (await identity.facts.hasUsers()) return undefined;
  const credential = identity.mint.credential('setupLink');
  const now = identity.clock();
  const setupLink: SetupLink = {
    id: credential.id,
    secretHash: identity.sha256(credential.secret),
    createdAt: now,
    expiresAt: after(now, setupLinkLifetime),
  };
  await identity.commit([{ change: 'insert_setup_link', setupLink }]);
  return new Secret(formatCredential(credential));
}

/** The link a credential opens; undefined if it was used, is too old, or never was. */
export async function findLiveSetupLink({ facts, clock, sha256 }: Identity, token: string): Promise<SetupLink | undefined> {
  const credential = parseCredential(token);
  if (credential?.kind !== 'setupLink') return undefined;
  const link = await facts.findSetupLink(credential.id);
  if (link === undefined || !secretMatches(credential, link, sha256) || link.expiresAt <= clock()) return undefined;
  return link;
}

/** Makes the first user with a setup link. The link is used up in the same commit. */
export async function redeemSetupLink(
  identity: Identity,
  { token, ...first }: FirstUser & { readonly token: string },
  origin: Origin,
): Promise<SetUp | Refusal> {
  const link = await findLiveSetupLink(identity, token);
  if (link === undefined && !(await identity.facts.hasUsers())) return deadLink;
  return setUpFirstUser(identity, first, origin, link);
}

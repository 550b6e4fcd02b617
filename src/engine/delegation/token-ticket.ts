import { isJsonObject } from '../../protocol/jose/parse-object.ts';
import { after, type EpochSeconds, seconds } from '../../protocol/units.ts';
import type { Details } from '../details/decide-details.ts';
import type { Confirmation } from '../model/confirmation.ts';
import type { ReplayMark } from '../model/replay-mark.ts';
import type { Engine } from '../ports.ts';
import { replayMark } from '../replay/replay-mark.ts';

/** What a client asked for with a password, until the front end has looked it up. */
export interface TokenTicket {
  readonly clientNumber: number;
  readonly clientSecretId: string | undefined;
  readonly confirmation: Confirmation | undefined;
  readonly instanceJkt: string | undefined;
  readonly scopes: readonly string[];
  readonly resources: readonly string[];
  readonly authorizationDetails: Details;
}

/** A ticket that came back, and what uses it up. */
export interface PresentedTicket {
  readonly ticket: TokenTicket;
  readonly mark: ReplayMark;
}

/** Nothing else that we sign is of this type (RFC 8725 §3.11). */
const typ = 'token-ticket+jwt';
/** A front end looks a password up at once. */
const lifetime = seconds(600);

/** Writes a ticket: it carries what it stands for, and nothing is kept of it until it is used. */
export const writeTicket = async (
  { signJwt, mint }: Pick<Engine, 'signJwt' | 'mint'>,
  serviceId: number,
  ticket: TokenTicket,
  now: EpochSeconds,
): Promise<string> => signJwt(serviceId, typ, { ...ticket, jti: mint.id(), exp: after(now, lifetime) });

/** Reads a ticket of ours; undefined if it is none, or has expired. Whether it was used is for the mark to say. */
export async function readTicket(
  { readOwnJwt, sha256 }: Pick<Engine, 'readOwnJwt' | 'sha256'>,
  serviceId: number,
  text: string,
  now: EpochSeconds,
): Promise<PresentedTicket | undefined> {
  const claims = await readOwnJwt(serviceId, text, typ);
  if (!isJsonObject(claims)) return undefined;
  const { jti, exp, ...ticket } = claims;
  if (typeof jti !== 'string' || typeof exp !== 'number' || exp <= now) return undefined;
  const mark = replayMark({ sha256 }, { kind: 'token_ticket', parts: [serviceId, jti], expiresAt: exp });
  return { ticket: ticket as unknown as TokenTicket, mark }; // signed by `writeTicket`, and by nobody else
}

import { after, type EpochSeconds, seconds } from '../../protocol/units.ts';
import type { Client } from '../model/client.ts';
import type { Service } from '../model/service.ts';
import type { LogoutNotice } from '../model/session-client.ts';
import { subjectForClient } from '../oidc/subject-for-client.ts';
import type { Engine } from '../ports.ts';
import { decideNoticeOutcome, type NoticeAnswer, type NoticeDecision } from './decide-notice-outcome.ts';
import { logoutTokenClaims, logoutTokenType } from './logout-token.ts';

/** Sends a logout token to a client's URL as a form, reaches no private address, follows no redirect, gives up after a while, never rejects. */
export type SendLogoutToken = (url: string, logoutToken: string) => Promise<NoticeAnswer>;

/** What telling clients takes. */
export interface Notices extends Pick<Engine, 'facts' | 'commit' | 'clock' | 'mac' | 'signJwt'> {
  readonly send: SendLogoutToken;
  /** A number from 0 up to 1, for jitter. */
  readonly chance: () => number;
  /** Told of each attempt, for the log and the audit trail. */
  readonly report: (report: NoticeReport) => void;
}

/** How an attempt ended. */
export interface NoticeReport {
  readonly outcome: NoticeDecision['action'];
  readonly clientId: string;
  readonly words: string;
}

/** Longer than an attempt takes, so that nodes whose clocks differ a little do not send one token at the same time. */
const leaseLength = seconds(60);

/** Who is to be told, and where. */
interface Receiver {
  readonly service: Service;
  readonly client: Client;
  readonly url: string;
}

async function findReceiver({ facts }: Notices, { serviceId, clientNumber }: LogoutNotice): Promise<Receiver | undefined> {
  const service = await facts.findService(serviceId);
  const client = (await facts.findClient(serviceId, String(clientNumber)))?.client;
  const url = client?.logoutRules.backchannelLogoutUri;
  return service === undefined || client === undefined || url === undefined ? undefined : { service, client, url };
}

/** Signed as the client's ID tokens are (§2.4). */
function signToken(notices: Notices, { service, client }: Receiver, notice: LogoutNotice, now: EpochSeconds): string | Promise<string> {
  const { sid, serviceId, subject } = notice;
  const { idTokenSignedResponseAlg, sector } = client.openIdRules;
  const sub = subjectForClient(notices, { serviceId, subject, sector });
  const claims = logoutTokenClaims({ now, issuer: service.issuer, clientId: client.clientId, sub, sid, jti: `${sid}.${client.number}` });
  return notices.signJwt(serviceId, logoutTokenType, claims, idTokenSignedResponseAlg, { kid: service.answerRules.signatureKeys.idToken });
}

/**
 * Makes one attempt to tell a client, unless another node is at it: the attempt is counted and the next one dated before anything is sent, so that
 * a process that dies meanwhile leaves a notice that is found again, and its token has the same `jti`. A client that wants to know nothing, or is gone,
 * is forgotten.
 */
export async function sendNotice(notices: Notices, due: LogoutNotice): Promise<void> {
  const { commit, clock } = notices;
  const { sid, clientNumber } = due;
  const receiver = await findReceiver(notices, due);
  if (receiver === undefined) {
    await commit([{ change: 'delete_logout_notice', sid, clientNumber, attempts: due.attempts }]);
    return;
  }
  const begun = clock();
  const claim = { sid, clientNumber, attempts: due.attempts, at: begun, leaseUntil: after(begun, leaseLength) };
  if ((await commit([{ change: 'claim_logout_notice', ...claim }])).outcome === 'conflict') return;
  const notice = { ...due, attempts: due.attempts + 1 };

  const answer = await notices.send(receiver.url, await signToken(notices, receiver, notice, begun));
  const decision = decideNoticeOutcome({ now: clock(), notice, answer, chance: notices.chance() });
  await commit(decision.changes);
  notices.report({ outcome: decision.action, clientId: receiver.client.clientId, words: answer.words });
}

import { OAuthError } from '../../protocol/oauth-error.ts';
import type { AuthenticatedSubject } from '../authorize/authorization-request.ts';
import { isExpectedPerson } from '../authorize/is-expected-person.ts';
import { judgeSignIn, type SignInVerdict } from '../authorize/judge-sign-in.ts';
import type { EngineChange } from '../changes.ts';
import type { Engine } from '../ports.ts';
import { settle } from '../settle.ts';
import { approveWaitingDevice, refuseWaitingDevice } from './decide-device-outcome.ts';
import { findWaitingDevice, type UserCodeQuestion, type WaitingDevice } from './find-waiting-device.ts';

/** What a person sees who typed a user code. */
export type DeviceLook =
  | { readonly action: 'ask'; readonly waiting: WaitingDevice }
  /** Has the person sign in again: the device wants it done lately, or better. */
  | { readonly action: 'sign_in' }
  /** This person cannot allow it. */
  | { readonly action: 'refuse'; readonly error: OAuthError }
  | { readonly action: 'expired' | 'unknown' };

/** What came of a person's answer. */
export type DeviceAnswer =
  | { readonly action: 'approved' | 'denied'; readonly waiting: WaitingDevice }
  | Exclude<DeviceLook, { action: 'ask' }>;

/** Judges a sign-in for a device: what is done after the device asked was done for it. */
async function judgePerson(
  engine: Engine,
  { device, service, client }: WaitingDevice,
  subject: AuthenticatedSubject,
  isDecided: boolean,
): Promise<SignInVerdict> {
  const { maxAge, acrRequest, claimsRequest } = device;
  const isExpected = await isExpectedPerson(engine, { service, client, authorization: { idTokenHint: undefined, claimsRequest }, subject });
  if (isExpected instanceof OAuthError) return { verdict: 'refuse', error: isExpected };
  const interaction = { mayInteract: true, mustSignIn: maxAge === 0, maxAge, acrRequest };
  return judgeSignIn({ service, interaction, subject, isExpected, now: engine.clock(), openedAt: device.createdAt, isDecided });
}

/**
 * Decides what to show a person who typed a user code.
 *
 * @see RFC 8628 §3.3
 */
export async function lookAtDevice(engine: Engine, question: UserCodeQuestion, subject: AuthenticatedSubject): Promise<DeviceLook> {
  const finding = await findWaitingDevice(engine, question, engine.clock());
  if (finding.found !== 'waiting') return { action: finding.found };
  const signIn = await judgePerson(engine, finding, subject, false);
  switch (signIn.verdict) {
    case 'sign_in':
      return { action: 'sign_in' };
    case 'refuse':
      return { action: 'refuse', error: signIn.error };
    case 'good':
      return { action: 'ask', waiting: finding };
  }
}

/**
 * Takes a person's answer, which the device learns when it polls. The request is judged again: of two answers to one code the first counts.
 *
 * @see RFC 8628 §3.3
 */
export async function answerDevice(
  engine: Engine,
  question: UserCodeQuestion,
  subject: AuthenticatedSubject,
  decision: 'approve' | 'deny',
): Promise<DeviceAnswer> {
  type Judged = { readonly action: 'judged'; readonly answer: DeviceAnswer; readonly changes: readonly EngineChange[] };
  const judged = (answer: DeviceAnswer, changes: readonly EngineChange[] = []): Judged => ({ action: 'judged', answer, changes });
  const settled = await settle(engine, async () => {
    const now = engine.clock();
    const waiting = await findWaitingDevice(engine, question, now);
    if (waiting.found !== 'waiting') return judged({ action: waiting.found });
    if (decision === 'deny') return judged({ action: 'denied', waiting }, refuseWaitingDevice(waiting, 'denied'));
    const signIn = await judgePerson(engine, waiting, subject, true);
    if (signIn.verdict === 'sign_in') return judged({ action: 'sign_in' });
    if (signIn.verdict === 'refuse') return judged({ action: 'refuse', error: signIn.error });
    const { scopes } = waiting.device;
    const ids = { codeId: engine.mint.id(), grantId: engine.mint.id() };
    const changes = approveWaitingDevice({ now, waiting, subject: signIn.subject, scopes, ...ids });
    return judged({ action: 'approved', waiting }, changes);
  });
  return settled.action === 'judged' ? settled.answer : settled;
}

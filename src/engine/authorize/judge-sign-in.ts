import { OAuthError } from '../../protocol/oauth-error.ts';
import { after, type EpochSeconds, type Seconds, seconds } from '../../protocol/units.ts';
import { chooseAcr, isAcrMet, mayReachAcr } from '../authentication/acr-request.ts';
import { findAcr } from '../authentication/find-acr.ts';
import type { Service } from '../model/service.ts';
import type { AuthenticatedSubject, Interaction } from './authorization-request.ts';

/** How long a person may think about a request once it was opened. */
export const decisionTime: Seconds = seconds(900);

/** What a person's sign-in is judged by. */
export interface SignInFacts {
  readonly service: Pick<Service, 'requestRules'>;
  readonly interaction: Pick<Interaction, 'mayInteract' | 'mustSignIn' | 'maxAge' | 'acrRequest'>;
  /** undefined if nobody is signed in. */
  readonly subject: AuthenticatedSubject | undefined;
  /** Whether they are who the request is about. */
  readonly isExpected: boolean;
  readonly now: EpochSeconds;
  /** When the request was first seen: who signed in since then did it for this request. undefined if that is not known. */
  readonly openedAt: EpochSeconds | undefined;
  /** Whether the person has decided. Some of the time since the sign-in was then spent on our pages. */
  readonly isDecided: boolean;
}

/** What a person's sign-in is good for. */
export type SignInVerdict =
  /** `subject` says what the client is told. */
  | { readonly verdict: 'good'; readonly subject: AuthenticatedSubject }
  /** Signing in will do. */
  | { readonly verdict: 'sign_in'; readonly error: OAuthError }
  /** Signing in was tried, or would not help. */
  | { readonly verdict: 'refuse'; readonly error: OAuthError };

const loginRequired = (description: string): OAuthError => new OAuthError('login_required', description);

/** Whether a person signed in as lately as the request wants. */
function isFresh({ interaction, now, openedAt, isDecided }: SignInFacts, authTime: EpochSeconds): boolean {
  if (openedAt !== undefined && authTime >= openedAt) return true;
  const { mustSignIn, maxAge } = interaction;
  if (mustSignIn) return openedAt === undefined && isDecided && now <= after(authTime, decisionTime);
  return maxAge === undefined || (openedAt ?? now - (isDecided ? decisionTime : 0)) <= authTime + maxAge;
}

/**
 * Judges whether who is signed in is who the client wants, as lately and as well as it wants.
 *
 * @see OpenID Connect Core §3.1.2.1, §3.1.2.6, §5.5.1.1, OpenID Connect Core Unmet Authentication Requirements §2, RFC 9470 §5
 */
export function judgeSignIn(facts: SignInFacts): SignInVerdict {
  const { service, interaction, subject, isExpected, openedAt, isDecided } = facts;
  if (subject === undefined) return { verdict: 'sign_in', error: loginRequired('The person has to sign in.') };
  if (!isFresh(facts, subject.authTime)) return { verdict: 'sign_in', error: loginRequired('The person has to sign in again.') };
  const isForThis = openedAt !== undefined && subject.authTime >= openedAt;
  if (!isExpected) {
    return { verdict: isForThis ? 'refuse' : 'sign_in', error: loginRequired('Another person is signed in.') };
  }
  const { authenticationClasses: classes } = service.requestRules;
  const { acrRequest, mayInteract } = interaction;
  const reached = subject.acr ?? findAcr(classes, subject.amr);
  if (!isAcrMet(classes, acrRequest, reached)) {
    const error = new OAuthError('unmet_authentication_requirements', 'The person cannot prove who they are as well as the request wants.');
    const mayDoBetter = !isForThis && !isDecided && mayReachAcr(classes, acrRequest);
    if (mayDoBetter && (mayInteract || acrRequest.isEssential))
      return { verdict: 'sign_in', error: loginRequired('The person has to sign in again.') };
    if (acrRequest.isEssential) return { verdict: 'refuse', error };
  }
  return { verdict: 'good', subject: { ...subject, acr: chooseAcr(classes, acrRequest, reached) } };
}

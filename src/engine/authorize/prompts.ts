/** A value of `prompt`: what the client wants the person to see. */
export interface Prompt {
  readonly name: string;
  /** Whether whoever is signed in has to sign in for this request. */
  readonly signsIn: boolean;
}

/** No page at all. */
export const noPrompt: Prompt = { name: 'none', signsIn: false };

const loginPrompt: Prompt = { name: 'login', signsIn: true };

/** What a person is asked where the client wants nothing special. */
const consentPrompt: Prompt = { name: 'consent', signsIn: false };

/**
 * The values we know. Consent is asked every time a page may be shown, so that `consent` adds nothing. Accounts are chosen by signing in.
 * There is no `create`: people do not register themselves here.
 *
 * @see OpenID Connect Core §3.1.2.1, Initiating User Registration via OpenID Connect §4.1
 */
export const prompts: readonly Prompt[] = [noPrompt, loginPrompt, consentPrompt, { name: 'select_account', signsIn: true }];

/**
 * What a front end has to show: the values of `prompt`, and a sign-in where the last one may be no age old.
 *
 * @see OpenID Connect Core §3.1.2.1: `max_age=0` is the same as `prompt=login`
 */
export function listPrompts(wanted: readonly string[], maxAge: number | undefined): readonly Prompt[] {
  const named = prompts.filter(({ name }) => wanted.includes(name));
  return maxAge !== 0 || named.some(({ signsIn }) => signsIn) ? named : [...named, loginPrompt];
}

/** The one of several prompts that asks the most of a person: whoever has them sign in again goes before whoever only asks. */
export const strictestPrompt = (wanted: readonly Prompt[]): Prompt =>
  wanted.findLast(({ signsIn }) => signsIn) ?? wanted.at(-1) ?? consentPrompt;

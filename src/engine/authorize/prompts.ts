/** A value of `prompt`: what the client wants the person to see. */
export interface Prompt {
  readonly name: string;
  /** Whether whoever is signed in has to sign in for this request. */
  readonly signsIn: boolean;
}

/** No page at all. */
export const noPrompt: Prompt = { name: 'none', signsIn: false };

/**
 * The values we know. Consent is asked every time a page may be shown, so that `consent` adds nothing. Accounts are chosen by signing in.
 * There is no `create`: people do not register themselves here.
 *
 * @see OpenID Connect Core §3.1.2.1, Initiating User Registration via OpenID Connect §4.1
 */
export const prompts: readonly Prompt[] = [
  noPrompt,
  { name: 'login', signsIn: true },
  { name: 'consent', signsIn: false },
  { name: 'select_account', signsIn: true },
];

/** What a person is asked before a client gets anything. */
export interface ConsentFacts {
  readonly client: {
    readonly name: string;
    readonly clientId: string;
    readonly icon: string;
    readonly isSelfRegistered: boolean;
    /** The host whose word its metadata are; undefined if they are not a document's. */
    readonly host?: string | undefined;
  };
  /** Where the browser goes afterwards. */
  readonly redirectUri: string;
  readonly scopes: readonly { readonly name: string; readonly description: string }[];
  /** Claims about the person that are asked for one by one, by their names in OpenID Connect Core §5.1. */
  readonly claims: readonly string[];
  readonly resources: readonly string[];
  /** RFC 9396: each thing the client wants to be allowed, with the words for its type. */
  readonly details: readonly { readonly description: string; readonly detail: Readonly<Record<string, unknown>> }[];
  readonly user: { readonly name: string; readonly email: string };
  /** The form's hidden proof that it was our page that sent it. */
  readonly csrfToken: string;
  /** The URL with the whole query that the form posts to. */
  readonly action: string;
  /** Where “deny” leads without a form: the redirect with `error=access_denied`. undefined if it has to be posted as `decision=deny`. */
  readonly cancelUrl: string | undefined;
}

/** What a person is asked before an application logs them out. */
export interface LogoutFacts {
  /** Where the form posts to. */
  readonly action: string;
  /** The application's request, which the form sends again. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly csrfToken: string;
  /** undefined if it did not say which one it is. */
  readonly clientName: string | undefined;
  readonly user: { readonly name: string; readonly email: string };
}

/** The pages the authorization endpoint shows. Implemented by the console, handed in by `server/`. */
export interface AuthorizationPages {
  consent(facts: ConsentFacts): string;
  /** An error that must not be redirected: the redirect URI is unproven (RFC 6749 §4.1.2.1). */
  error(facts: { readonly title: string; readonly description: string; readonly requestId: string }): string;
  /** Asks before an application's request ends the session (OpenID Connect RP-Initiated Logout §6). */
  askLogout(facts: LogoutFacts): string;
  loggedOut(): string;
  /** An error in a logout request, after which nobody is sent anywhere (§4). */
  logoutError(facts: { readonly description: string; readonly requestId: string }): string;
  /** A form that posts the answer to the application at once, or on a click where scripts do not run (OAuth 2.0 Form Post Response Mode §2). */
  formPost(facts: { readonly action: string; readonly fields: Readonly<Record<string, string>> }): string;
  /** The Content-Security-Policy for a page whose form may lead to `redirectUri`. */
  contentSecurityPolicy(redirectUri?: string): string;
}

/** What went wrong between us and a Grantry server. None of these ever quotes a credential or a token. */
export class GrantryError extends Error {
  override readonly name: string = 'GrantryError';
}

/** There is no working account: a person has to link one at {@link NotLinkedError.url}, and then the same call works. */
export class NotLinkedError extends GrantryError {
  override readonly name = 'NotLinkedError';
  /** Where the person links the account. */
  readonly url: string;

  constructor(what: string, url: string) {
    super(`No working account for ${what} is linked. Link one at ${url}`);
    this.url = url;
  }
}

/** The caller is known and may not have this token: its policy or its scopes do not reach that far. */
export class NotAllowedError extends GrantryError {
  override readonly name = 'NotAllowedError';
}

/** The server does not accept the credential it was asked with, or finds no agent for the identity that was proven. */
export class CallerRefusedError extends GrantryError {
  override readonly name = 'CallerRefusedError';
}

/** The server knows no such provider, or none that serves the URL. */
export class UnknownProviderError extends GrantryError {
  override readonly name = 'UnknownProviderError';
}

/** The server, or the provider behind it, gave no usable answer in the time there was. Trying later may help. */
export class GrantryUnavailableError extends GrantryError {
  override readonly name = 'GrantryUnavailableError';
}

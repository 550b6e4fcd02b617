/** An app's name and password at GitHub. Missing ones are sent as empty: GitHub's answer says so better than a guess here. */
export interface ClientCredentials {
  readonly clientId?: string | undefined;
  readonly clientSecret?: string | undefined;
}

/** The header with which an app proves its client secret. @see RFC 7617 §2 */
export const basicAuthorization = ({ clientId = '', clientSecret = '' }: ClientCredentials): string =>
  `basic ${btoa(`${clientId}:${clientSecret}`)}`;

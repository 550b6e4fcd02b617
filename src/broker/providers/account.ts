import { idIn, type Members, membersOf, textIn } from './members.ts';

/** Who an account is at its provider. */
export interface ProviderAccount {
  /** Stays the same for as long as the account lives. */
  readonly id: string;
  /** What its owner knows it by: a login, or an email address. May change. */
  readonly name: string;
}

/** Everything a provider has said that may tell whose tokens these are. */
export interface AccountSources {
  /** What it answered to the account request, parsed if it is JSON, else as text; undefined if it was not asked or refused. */
  readonly answer: unknown;
  /** The members of its token answer. */
  readonly token: Members;
  /** The claims of the ID token in it; none if there is no ID token for us. */
  readonly claims: Members;
}

const idNames = ['sub', 'id', 'user_id', 'account_id', 'uuid'] as const;
const loginNames = ['preferred_username', 'login', 'username', 'nickname', 'email', 'name'] as const;

/**
 * Reads an account by the names that OpenID Connect gives claims (Core 1.0 §5.1), and that most APIs use.
 *
 * An answer counts only with an id in it. Without one, the ID token says who it is.
 */
export function readUsualAccount({ answer, claims }: AccountSources): ProviderAccount | undefined {
  const said = membersOf(answer);
  const source = idIn(said, ...idNames) === undefined ? claims : said;
  const id = idIn(source, ...idNames);
  return id === undefined ? undefined : { id, name: textIn(source, ...loginNames) ?? textIn(claims, ...loginNames) ?? id };
}

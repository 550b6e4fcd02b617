import { type Attributes, decodeAttributes } from './decode-attributes.ts';
import { accountIn } from './user-name.ts';

/** What git wants a credential for. */
export interface CredentialRequest {
  /** The URL to ask the server about, without user name; undefined if it is none that a provider could serve. */
  readonly match: string | undefined;
  /** Whether git would send the credential over the network unencrypted. */
  readonly isExposed: boolean;
  /** The account that the URL names, if it names one. */
  readonly account: string | undefined;
  /** Whether the server takes bearer tokens only, and git can send one. */
  readonly wantsBearer: boolean;
  /** The token among what git hands back; undefined when it asks for one. */
  readonly accessToken: string | undefined;
}

/** A name or an address in brackets, and a port: a host that cannot be taken for the beginning of another URL. */
const host = /^(?:\[[\da-f:.]+\]|[^\s/?#@\\%:[\]]+)(?::\d{1,5})?$/i;
const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;

/** The URL of a repository, or of its host if git was not told to say more (`credential.useHttpPath`). */
function matchOf({ values }: Attributes): string | undefined {
  const [protocol, name = '', path] = [values.get('protocol'), values.get('host'), values.get('path')];
  if ((protocol !== 'https' && protocol !== 'http') || !host.test(name)) return undefined;
  return `${protocol}://${name.toLowerCase()}${path === undefined ? '' : `/${path}`}`;
}

/** What a bearer token was sent as; the password; or the user name of those providers that take the token there and no password. */
function tokenIn({ values }: Attributes): string | undefined {
  if (!values.has('password')) return values.get('credential');
  return values.get('password') || values.get('username') || undefined;
}

const offers = (challenges: readonly string[], scheme: string): boolean =>
  challenges.some((challenge) => challenge.toLowerCase().split(' ')[0] === scheme);

/** A git that does not announce `authtype` sends nothing but a user name and a password. */
function wantsBearer({ lists }: Attributes): boolean {
  const challenges = lists.get('wwwauth') ?? [];
  return lists.get('capability')?.includes('authtype') === true && offers(challenges, 'bearer') && !offers(challenges, 'basic');
}

/**
 * Decodes what git asks a credential helper. Attributes it does not use are ignored. Of `wwwauth[]` only the schemes count: which
 * provider serves a URL is the operator's word, not the word of the server that was asked.
 *
 * @throws CommandFailure if it cannot be read
 * @see gitcredentials(7), CUSTOM HELPERS
 */
export function decodeCredentialRequest(text: string): CredentialRequest {
  const attributes = decodeAttributes(text);
  const { values } = attributes;
  return {
    match: matchOf(attributes),
    isExposed: values.get('protocol') === 'http' && !loopback.test(values.get('host') ?? ''),
    account: accountIn(values.get('username')),
    wantsBearer: wantsBearer(attributes),
    accessToken: tokenIn(attributes),
  };
}

import { isObject } from '../wire/parse-object.ts';
import { parseSecureUrl } from '../wire/secure-url.ts';
import { fetchObject, type Upstream } from './fetch-object.ts';
import { introspect } from './introspection/introspect.ts';
import { IntrospectionCache } from './introspection/introspection-cache.ts';
import { CachedDocument, type Caching } from './keys/cached-document.ts';
import { KeySet, readJwks } from './keys/key-set.ts';
import { discover } from './metadata/discover.ts';
import { UpstreamError } from './upstream-error.ts';
import { allowInsecureIssuer, type IntrospectionOptions, type VerifierOptions } from './verifier-options.ts';

/** What a verifier asks an authorization server for. */
export interface AuthorizationServer {
  readonly keys: Pick<KeySet, 'find'>;
  /** undefined if it is not to be asked about tokens. */
  readonly introspection: Pick<IntrospectionCache, 'introspect'> | undefined;
}

const minute = 60_000;
/** Keys are fetched again after ten minutes, so that withdrawn ones go; and are kept for a day if they cannot be. */
const ofKeys: Caching = { maxAge: 10 * minute, cooldown: minute / 2, maxStale: 24 * 60 * minute };
const ofMetadata: Caching = { maxAge: 60 * minute, cooldown: minute / 2, maxStale: 24 * 60 * minute };

function checkUrl(text: string, isInsecureAllowed: boolean, what: string): string {
  const isFine = parseSecureUrl(text) !== undefined || (isInsecureAllowed && URL.canParse(text) && new URL(text).protocol === 'http:');
  if (isFine) return text;
  throw new TypeError(`${what} must be an https: URL, and is ${JSON.stringify(text)}.`);
}

/**
 * Knows an authorization server by what the options say and its metadata adds. Nothing is fetched before the first token comes.
 *
 * @param now milliseconds since the epoch
 * @throws TypeError if the issuer, or another URL of the options, is no `https:` URL.
 */
export function authorizationServer(options: VerifierOptions, now: () => number): AuthorizationServer {
  const isInsecureAllowed = options[allowInsecureIssuer] === true;
  const issuer = checkUrl(options.issuer, isInsecureAllowed, 'issuer');
  const upstream: Upstream = {
    fetch: options.fetch ?? ((...request) => fetch(...request)),
    timeoutMilliseconds: (options.timeoutInSeconds ?? 5) * 1000,
  };
  const metadata = new CachedDocument(() => discover(upstream, issuer), ofMetadata, now);
  const find = async (given: string | undefined, what: 'jwksUri' | 'introspectionEndpoint'): Promise<string> => {
    const url = given ?? (await metadata.get())[what];
    if (url === undefined) throw new UpstreamError(`${issuer} names no ${what}`);
    try {
      return checkUrl(url, isInsecureAllowed, what);
    } catch (error) {
      throw new UpstreamError(error instanceof Error ? error.message : what);
    }
  };

  const keys = new CachedDocument(async () => readJwks(await fetchObject(upstream, await find(options.jwksUri, 'jwksUri'))), ofKeys, now);
  const askAbout = (client: IntrospectionOptions) => async (token: string) =>
    introspect(upstream, await find(client.endpoint, 'introspectionEndpoint'), client, token);
  const given = options.jwks?.keys.filter(isObject);
  const { introspection } = options;
  return {
    keys: new KeySet(given === undefined ? keys : { get: async () => given, renew: async () => given }),
    introspection: introspection && new IntrospectionCache(askAbout(introspection), cachingOf(introspection), () => now() / 1000),
  };
}

const cachingOf = ({ activeForInSeconds = 30, inactiveForInSeconds = 10, maxTokens = 10_000 }: IntrospectionOptions) => ({
  activeForInSeconds,
  inactiveForInSeconds,
  maxTokens,
});

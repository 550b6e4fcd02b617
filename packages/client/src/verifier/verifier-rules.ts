import { authorizationServer } from './authorization-server.ts';
import type { BindingRules } from './check-binding.ts';
import { memoryReplayStore } from './dpop/replay-store.ts';
import type { Expected } from './judge-claims.ts';
import { algorithmNames } from './jwt/algorithms.ts';
import { type ProtectedResourceMetadata, protectedResourceMetadata, protectedResourceMetadataUrl } from './metadata/protected-resource.ts';
import type { Scheme } from './read-authorization.ts';
import type { TokenRules } from './read-token.ts';
import { allowTokensWithoutAudience, allowTokensWithoutType, type VerifierOptions } from './verifier-options.ts';

/** A resource's metadata document, and where it belongs. */
export interface PublishedMetadata {
  readonly url: string;
  /** Of the URL, for a router. */
  readonly path: string;
  readonly document: ProtectedResourceMetadata;
}

/** The options of a verifier with every default filled in. */
export interface VerifierRules {
  readonly expected: Omit<Expected, 'now'>;
  readonly token: TokenRules;
  readonly binding: BindingRules;
  readonly scopes: readonly string[];
  /** What clients are told to use, preferred first. */
  readonly schemes: readonly Scheme[];
  readonly metadata: PublishedMetadata | undefined;
}

function publish(options: VerifierOptions, audience: readonly string[], binding: BindingRules): PublishedMetadata | undefined {
  const [only = ''] = audience.length === 1 ? audience : [];
  const resource = options.resource ?? (/^https?:/.test(only) && URL.canParse(only) ? only : undefined);
  if (resource === undefined) return undefined;
  const { href, pathname } = protectedResourceMetadataUrl(resource);
  const document = protectedResourceMetadata({
    resource,
    authorizationServers: [options.issuer],
    ...(options.scopes === undefined ? {} : { scopes: options.scopes }),
    ...(options.dpop === undefined ? {} : { dpopAlgorithms: binding.dpop.algorithms, requiresDpop: binding.isRequired }),
  });
  return { url: href, path: pathname, document };
}

/**
 * Fills in the defaults.
 *
 * @param now milliseconds since the epoch
 * @throws TypeError if an option is none that could work.
 */
export function verifierRules(options: VerifierOptions, now: () => number): VerifierRules {
  const { issuer, clockToleranceInSeconds = 60, introspection, dpop = {} } = options;
  const audience = typeof options.audience === 'string' ? [options.audience] : options.audience;
  if (audience.length === 0 || audience.includes('')) throw new TypeError('audience must name who tokens are for.');
  const server = authorizationServer(options, now);
  const binding: BindingRules = {
    dpop: {
      algorithms: dpop.algorithms ?? algorithmNames,
      replays: dpop.replayStore ?? memoryReplayStore(undefined, () => now() / 1000),
      nonces: dpop.nonces,
    },
    proofLifetimeInSeconds: dpop.proofLifetimeInSeconds ?? 60,
    clockToleranceInSeconds,
    isRequired: options.requireBinding ?? false,
    origin: options.origin === undefined ? undefined : new URL(options.origin).origin,
  };
  const schemes: readonly Scheme[] = options.dpop === undefined ? ['Bearer'] : binding.isRequired ? ['DPoP'] : ['Bearer', 'DPoP'];
  return {
    expected: { issuer, audience, clockToleranceInSeconds },
    token: {
      keys: server.keys,
      algorithms: options.algorithms ?? algorithmNames,
      otherTypes: options.otherTokenTypes ?? [],
      introspection: server.introspection,
      introspectsJwts: introspection?.jwts ?? false,
      leniency: {
        withoutAudience: introspection?.[allowTokensWithoutAudience] === true,
        withoutType: introspection?.[allowTokensWithoutType] === true,
      },
    },
    binding,
    scopes: options.scopes ?? [],
    schemes,
    metadata: publish(options, audience, binding),
  };
}

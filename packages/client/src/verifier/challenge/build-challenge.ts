import type { Denial } from '../denial.ts';
import type { Requirements } from '../judge-requirements.ts';
import type { AlgorithmName } from '../jwt/algorithms.ts';
import type { Scheme } from '../read-authorization.ts';

/** What challenges of a resource say. */
export interface ChallengeFacts {
  /** The schemes it takes, preferred first. */
  readonly schemes: readonly Scheme[];
  /** The one the request used. */
  readonly used: Scheme | undefined;
  readonly dpopAlgorithms: readonly AlgorithmName[];
  readonly requirements: Requirements;
  /** URL of the resource's metadata document. */
  readonly resourceMetadata: string | undefined;
}

/** Quotes text for a parameter; what cannot stand in one is left out (RFC 6750 §3, RFC 9110 §5.6.4). */
const quoted = (text: string): string => `"${text.replace(/[^\x20-\x7e]|["\\]/g, '')}"`;

/** The schemes a challenge names: the one the request used has the error, if the resource takes it at all. */
function order({ schemes, used }: ChallengeFacts): readonly Scheme[] {
  return used !== undefined && schemes.includes(used) ? [used, ...schemes.filter((scheme) => scheme !== used)] : schemes;
}

/**
 * The value of a `WWW-Authenticate` header: one challenge for each scheme the resource takes, with what a client has to know to come
 * back with a token that works.
 *
 * @see RFC 6750 §3, RFC 9449 §7.1 for `DPoP` and `algs`, RFC 9470 §3 for `acr_values` and `max_age`, RFC 9728 §5.1 for
 * `resource_metadata`
 */
export function buildChallenge({ code, description }: Pick<Denial, 'code' | 'description'>, facts: ChallengeFacts): string {
  const { requirements, dpopAlgorithms, resourceMetadata } = facts;
  const { scopes = [], acrValues = [], maxAgeInSeconds } = requirements;
  const isStepUp = code === 'insufficient_user_authentication';
  const error = code === undefined ? [] : [`error="${code}"`, `error_description=${quoted(description)}`];
  const needed = [
    ...(scopes.length > 0 ? [`scope=${quoted(scopes.join(' '))}`] : []),
    ...(isStepUp && acrValues.length > 0 ? [`acr_values=${quoted(acrValues.join(' '))}`] : []),
    ...(isStepUp && maxAgeInSeconds !== undefined ? [`max_age=${quoted(String(maxAgeInSeconds))}`] : []),
    ...(resourceMetadata === undefined ? [] : [`resource_metadata=${quoted(resourceMetadata)}`]),
  ];
  return order(facts)
    .map((scheme, place) => {
      const algs = scheme === 'DPoP' ? [`algs=${quoted(dpopAlgorithms.join(' '))}`] : [];
      const parameters = [...(place === 0 ? error : []), ...algs, ...needed];
      return parameters.length === 0 ? scheme : `${scheme} ${parameters.join(', ')}`;
    })
    .join(', ');
}

import type { Provider } from '../model/provider.ts';
import { matchesInTime } from './matches-in-time.ts';

/** How a caller names a provider: by id, or by a URL it serves. */
export type Selector = { readonly id: string } | { readonly match: string };

/** Longer texts are no URLs of repositories, and regular expressions are not asked about them. */
const longestMatch = 2048;

/** Finds the provider a caller means. Of several that match a URL, the one configured last wins. */
export function selectProvider(providers: readonly Provider[], selector: Selector): Provider | undefined {
  if ('id' in selector) return providers.find(({ id }) => id === selector.id);
  if (selector.match.length > longestMatch) return undefined;
  return providers.findLast(({ regex }) => regex !== undefined && matchesInTime(regex, selector.match));
}

/** Says why no provider was found: what was asked for, and what there is. */
export function describeUnknownProvider(providers: readonly Provider[], selector: Selector): { message: string; detail: string } {
  const asked = 'id' in selector ? `the id "${selector.id}"` : `"${selector.match.slice(0, longestMatch)}"`;
  const known = providers.flatMap(({ id, regex }) => (regex === undefined ? [id] : [`${id}="${regex.source}"`]));
  return {
    message: `No external auth provider matches ${asked}.`,
    detail: known.length === 0 ? 'No external auth providers are configured.' : `Configured providers: ${known.join(', ')}`,
  };
}

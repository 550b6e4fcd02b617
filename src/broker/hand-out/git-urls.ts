import type { Provider } from '../model/provider.ts';
import { matchesInTime } from './matches-in-time.ts';

/** How a pattern over URLs begins before it comes to a host. */
const beginning = /^\^?(?:\((?:\?:)?https\?:\\?\/\\?\/\)\??|https\?:\\?\/\\?\/|https:\\?\/\\?\/)?/;

/** The letters that a pattern has as they are, from where it comes to a host. */
const literal = /^(?:[\w-]|\\[./-]|\/)+(?=$|[$([.])/;

/** The URL that a pattern spells out, as far as it does. */
function spelledOut({ source }: RegExp): string | undefined {
  const [letters] = literal.exec(source.replace(beginning, '')) ?? [];
  return letters === undefined ? undefined : `https://${letters.replaceAll('\\', '').replace(/\/+$/, '')}`;
}

const originOf = (url: string | undefined): string | undefined => {
  const origin = url === undefined ? undefined : URL.parse(url)?.origin;
  return origin === 'null' ? undefined : origin;
};

/**
 * The URLs to set git up for: what the provider's pattern spells out, or the host people sign in at, if the pattern matches it. Empty
 * if the provider serves no repositories, or its pattern names no single place.
 */
export function gitUrlsOf({ regex, authUrl, apiBaseUrl }: Pick<Provider, 'regex' | 'authUrl' | 'apiBaseUrl'>): readonly string[] {
  if (regex === undefined) return [];
  const candidates = [spelledOut(regex), originOf(authUrl), originOf(apiBaseUrl)].filter((url) => url !== undefined);
  return [...new Set(candidates)]
    .filter((url) => URL.parse(url)?.hostname.match(/[.:]|^localhost$/) && matchesInTime(regex, url))
    .slice(0, 1);
}

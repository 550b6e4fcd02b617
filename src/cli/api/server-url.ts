import { CommandFailure } from '../command-failure.ts';
import { redactUrl } from './redact.ts';

/** A URL as it may be shown: what stands before its host may be a password. */
const shownUrl = (text: string): string => JSON.stringify(redactUrl(text.replace(/[^/@]*@/, '[redacted]@')).replace(/#.*$/s, ''));

/**
 * The URL of a server: http or https, with a path at most. A query or a name would end up somewhere within the URL of each request.
 *
 * @throws CommandFailure without what may be secret in it
 */
export function parseServerUrl(text: string): URL {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    throw new CommandFailure(`${shownUrl(text)} is not the URL of a server`, 'a URL such as https://auth.example.com', {
      kind: 'validation_error',
    });
  if (url.username === '' && url.password === '' && url.search === '' && url.hash === '') return url;
  throw new CommandFailure(
    `${shownUrl(text)} is not the URL of a server: it has a user name, a query or a fragment`,
    `the same as ${url.origin}${url.pathname === '/' ? '' : url.pathname}`,
    { kind: 'validation_error' },
  );
}

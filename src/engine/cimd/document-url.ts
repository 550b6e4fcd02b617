import type { Client } from '../model/client.ts';
import type { ServiceDocumentRules } from '../model/registration-rules.ts';

/** Letters of a client id (see the rules of clients). */
const maxLength = 255;
/** Scheme, host in lower case, port, path and query, in the letters of RFC 3986 §2: as a browser would write it, so that there is one way to. */
const shape =
  /^(https?):\/\/((?:[a-z0-9-]+\.)*[a-z0-9-]+|\[[0-9a-f:.]+\])(:[1-9][0-9]{0,4})?(\/[\x21\x24-\x3b\x3d\x40-\x5a\x5f\x61-\x7a\x7e]*)(\?[\x21\x24-\x3b\x3d\x3f-\x5a\x5f\x61-\x7a\x7e]*)?$/;
const dotSegment = /^(?:\.|%2e){1,2}$/i;

/** Whether a client id says that its client is known by a document: every other id is looked up and nothing else. */
export const isDocumentUrl = (clientId: string): boolean => clientId.startsWith('https://') || clientId.startsWith('http://');

/** The host of a document's URL with its port: whose word the document is. */
export const documentHost = (url: string): string | undefined => {
  const [, , host, port = ''] = shape.exec(url) ?? [];
  return host === undefined ? undefined : host + port;
};

/** The host whose word a client's metadata are; undefined of a client that is not known by a document. */
export const findClientHost = ({ source, clientId }: Pick<Client, 'source' | 'clientId'>): string | undefined =>
  source === 'metadata_document' ? documentHost(clientId) : undefined;

/** Whether a URL is at or below another, by whole path segments. */
const isBelow = (url: string, beginning: string): boolean => {
  const root = beginning.replace(/\/+$/, '');
  return url === root || url.startsWith(`${root}/`) || url.startsWith(`${root}?`);
};

/**
 * Why the URL of a document is none that is fetched from, in words for whoever wrote it; undefined if it is one.
 *
 * @see draft-ietf-oauth-client-id-metadata-document-02 §3
 */
export function findDocumentUrlFault(
  url: string,
  { httpPermitted, queryPermitted, allowlist }: Pick<ServiceDocumentRules, 'httpPermitted' | 'queryPermitted' | 'allowlist'>,
): string | undefined {
  const [, scheme, , , path = '', query] = url.length <= maxLength ? (shape.exec(url) ?? []) : [];
  if (scheme === undefined) return 'must be a URL with a host and a path, without a user name and a fragment';
  if (scheme === 'http' && !httpPermitted) return 'must be an https URL';
  if (path === '/') return 'must have a path';
  if (path.split('/').some((segment) => dotSegment.test(segment))) return 'must not have dot segments';
  if (query !== undefined && !queryPermitted) return 'must not have a query';
  if (allowlist !== undefined && !allowlist.some((beginning) => isBelow(url, beginning))) return 'is not one that is allowed here';
  return undefined;
}

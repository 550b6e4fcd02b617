import { canBeReplayed, type Outgoing } from './outgoing.ts';

/** Meant for one server, and nobody else's to read. */
const forOneServer = ['authorization', 'cookie', 'proxy-authorization', 'dpop'];
/** Said of a body that is dropped (Fetch §4.4). */
const aboutTheBody = ['content-encoding', 'content-language', 'content-location', 'content-type', 'content-length'];
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Where an answer redirects to; undefined if it does not. */
function findTarget(from: URL, { status, headers }: Response): URL | undefined {
  const location = headers.get('location');
  if (!redirects.has(status) || location === null || !URL.canParse(location, from.href)) return undefined;
  const target = new URL(location, from);
  return target.protocol === 'https:' || target.protocol === 'http:' ? target : undefined;
}

/**
 * The request a redirect asks for, as the Fetch standard makes it, but with every credential left out as soon as the origin changes:
 * not all runtimes do that by themselves.
 *
 * @returns undefined if the answer is no redirect, or asks for a body again that is gone.
 * @see RFC 9110 §15.4, Fetch §4.4 (HTTP-redirect fetch)
 */
export function followRedirect(sent: Outgoing, response: Response): Outgoing | undefined {
  const target = findTarget(sent.url, response);
  if (target === undefined) return undefined;
  const { status } = response;
  const becomesGet = status === 303 ? sent.method !== 'HEAD' : status < 303 && sent.method === 'POST';
  if (!becomesGet && !canBeReplayed(sent)) return undefined;
  const headers = new Headers(sent.headers);
  const dropped = [...(becomesGet ? aboutTheBody : []), ...(target.origin === sent.url.origin ? [] : forOneServer)];
  for (const name of dropped) headers.delete(name);
  return becomesGet ? { ...sent, url: target, headers, method: 'GET', body: undefined } : { ...sent, url: target, headers };
}

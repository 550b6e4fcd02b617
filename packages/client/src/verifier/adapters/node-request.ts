import type { ClientCertificate, PresentedRequest } from '../presented-request.ts';

/** The headers of Node's requests, and so of Fastify's and Express's. */
export interface NodeHeaders {
  readonly authorization?: string | undefined;
  readonly [name: string]: string | string[] | undefined;
}

/** The TLS socket of a request, if it is one. */
export interface MaybeTlsSocket {
  getPeerCertificate?(): { readonly raw?: Uint8Array } | undefined;
}

/** The certificate the client used with this very server. Behind a proxy there is none: hand in what the proxy says of it. */
export function certificateOf(socket: unknown): ClientCertificate | undefined {
  const der = (socket as MaybeTlsSocket | undefined)?.getPeerCertificate?.()?.raw;
  return der === undefined ? undefined : { der };
}

/** What access is concerned with. `dpop` in two headers is as good as none: Node joins them, and the result is no proof. */
export const presentedByNode = (
  headers: NodeHeaders,
  request: Pick<PresentedRequest, 'method' | 'url' | 'certificate'>,
): PresentedRequest => ({ ...request, authorization: headers.authorization, dpop: headers.dpop?.toString() });

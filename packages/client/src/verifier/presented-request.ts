/** A certificate the client used in the TLS handshake: its DER bytes, or their SHA-256 as base64url from whoever ended TLS. */
export type ClientCertificate = { readonly der: Uint8Array } | { readonly thumbprint: string };

/** A request to a protected resource, as far as access is concerned. Headers are as they came. */
export interface PresentedRequest {
  readonly method: string;
  /** As the client knows it; only its path matters if the verifier knows the resource's own `origin`. */
  readonly url: string;
  readonly authorization: string | undefined;
  /** The `DPoP` header. */
  readonly dpop?: string | undefined;
  readonly certificate?: ClientCertificate | undefined;
}

/** What of a web `Request` access is concerned with. */
export const presentedBy = (request: Request): PresentedRequest => ({
  method: request.method,
  url: request.url,
  authorization: request.headers.get('authorization') ?? undefined,
  dpop: request.headers.get('dpop') ?? undefined,
});

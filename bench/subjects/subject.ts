import type { TokenEndpoint } from '../load/token-requests.ts';

/** An authorization server under measurement. */
export interface Subject {
  readonly name: string;
  readonly pid: number;
  readonly endpoint: TokenEndpoint;
  readonly introspectionPath: string;
  /** Added to a `client_credentials` request to get an ES256 JWT; or another client that always gets one. */
  readonly jwt: { readonly parameters: Readonly<Record<string, string>>; readonly endpoint: TokenEndpoint };
  /** A client that signs assertions with bench/load/client-key.ts, and what it names as their audience. */
  readonly signing: { readonly endpoint: Omit<TokenEndpoint, 'clientSecret'>; readonly audience: string };
  /** Makes codes that are ready to be exchanged with the PKCE pair of bench/peers/pkce-pair.ts. */
  makeCodes(count: number): Promise<readonly string[]>;
  stop(): Promise<void>;
}

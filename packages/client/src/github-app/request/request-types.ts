/** Header names in lower case and their values; undefined ones are not sent. */
export type RequestHeaders = Record<string, string | number | undefined>;

/** Settings of the transport, octokit's names. */
export interface TransportOptions {
  /** Used instead of the global `fetch`. */
  fetch?: unknown;
  /** Called instead of sending, with a `request` that sends. `auth.hook` fits. */
  hook?: unknown;
  signal?: unknown;
  redirect?: unknown;
  [option: string]: unknown;
}

/** Parameters of a request. What is none of the named ones fills the URL, then the query or the body. */
export interface RequestParameters {
  /** Where paths start, as `https://HOST/api/v3`. */
  baseUrl?: string;
  headers?: RequestHeaders;
  mediaType?: { format?: string; previews?: string[] };
  request?: TransportOptions;
  [parameter: string]: unknown;
}

/** A request with every default filled in; `url` is still a template. */
export interface Endpoint extends RequestParameters {
  method: string;
  url: string;
  baseUrl: string;
  headers: RequestHeaders;
}

/** What GitHub answered. */
// biome-ignore lint/suspicious/noExplicitAny: as octokit's type of this name; callers read `data.login` of it
export interface OctokitResponse<Data = any> {
  status: number;
  url: string;
  headers: Record<string, string | number | undefined>;
  data: Data;
}

/** Merges routes and parameters with defaults without sending anything. */
export interface EndpointInterface {
  merge(route: string, parameters?: RequestParameters): Endpoint;
  merge(options: RequestParameters): Endpoint;
  DEFAULTS: { baseUrl: string };
}

/** The part of `@octokit/request` this library needs; that package's `request` and an octokit's `request` fit, and so does ours. */
export interface RequestInterface {
  (route: string, parameters?: RequestParameters): Promise<OctokitResponse>;
  (options: Endpoint): Promise<OctokitResponse>;
  endpoint: EndpointInterface;
  defaults(newDefaults: RequestParameters): RequestInterface;
}

/** What every connection sends. */
export type Bodies =
  | { readonly kind: 'none' }
  | { readonly kind: 'same'; readonly body: string }
  /** Each body is sent once, by whichever connection comes next. */
  | { readonly kind: 'list'; readonly bodies: readonly string[] }
  /** Each connection follows its own chain: what `member` of an answer holds is appended to `prefix` for its next request. */
  | { readonly kind: 'chain'; readonly prefix: string; readonly member: string; readonly starts: readonly string[] };

/** One load to put on a server. */
export interface Job {
  readonly url: string;
  readonly path: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly until: { readonly seconds: number } | { readonly requests: number };
  readonly bodies: Bodies;
  /** Each request takes the next as its `DPoP` header; there are as many as requests. */
  readonly proofs?: readonly string[];
}

/** What the load generator saw. */
export interface JobResult {
  readonly requests: number;
  readonly failures: number;
  /** The first answer that was not 2xx. */
  readonly firstFailure: string | undefined;
  readonly elapsedMilliseconds: number;
  readonly p50Milliseconds: number;
  readonly p99Milliseconds: number;
  /** On-CPU share of the generator's core; near 1 it is the generator that is measured. */
  readonly generatorShare: number;
}

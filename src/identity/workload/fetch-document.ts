import type { Seconds } from '../../protocol/units.ts';

/** What came of a request for a document. */
export type FetchedDocument =
  | { readonly outcome: 'answered'; readonly status: number; readonly body: string }
  | { readonly outcome: 'failed'; readonly words: string };

/** Gets a document the operator's settings lead to, over whatever network. Bound in size, follows no redirect, never rejects. */
export type FetchDocument = (request: {
  readonly method: 'GET';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeout: Seconds;
}) => Promise<FetchedDocument>;

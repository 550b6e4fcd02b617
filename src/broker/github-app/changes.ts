import type { EndingToken } from './ending-token.ts';

/** The writes about tokens that end before their time. “If” marks a condition whose failure is a conflict. */
export type EndingTokenChange =
  | { readonly change: 'keep_ending_token'; readonly token: EndingToken }
  /** Never a conflict. */
  | { readonly change: 'forget_ending_token'; readonly tokenId: string };

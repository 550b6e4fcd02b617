/** What `grantry` is, in a sentence. */
export const programSummary = 'Issues OAuth 2 tokens for your apps and agents, and looks after the tokens your users hold elsewhere.';

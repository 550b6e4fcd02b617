import type { Broker } from '../ports.ts';
import type { EndingToken } from './ending-token.ts';

/** How many tokens are ended at once. */
const batch = 50;

/** Has GitHub end one token. One it does not know any more has ended; one it could not be asked about is tried again until it has. */
async function endToken(broker: Broker, { id, providerId, token, expiresAt }: EndingToken): Promise<void> {
  const provider = broker.providers.find((each) => each.id === providerId);
  const app = provider && broker.githubAppOf(provider);
  const answer = await app?.revoke(token);
  const isPending = answer?.outcome === 'failed' && answer.why === 'unavailable' && expiresAt > broker.clock();
  if (isPending) broker.report({ event: 'revocation_failed', providerId, words: answer.words });
  else await broker.commit([{ change: 'forget_ending_token', tokenId: id }]);
}

/** Ends the tokens of installations whose time is over. Two nodes that end the same one do no harm. */
export async function endTokens(broker: Broker): Promise<void> {
  const due = await broker.facts.listEndingTokens(broker.clock(), batch);
  await Promise.all(due.map((token) => endToken(broker, token)));
}

import { CommandFailure } from '../command-failure.ts';
import type { Terminal } from '../terminal.ts';
import { askForToken, type TokenQuestion } from './ask-for-token.ts';
import type { Asker } from './asker.ts';
import type { TokenAnswer } from './token-answer.ts';

/** The shortest and the longest pause after a request that failed, in milliseconds. */
const [firstPause, longestPause] = [250, 10_000];

/**
 * Asks until there is a token, for as long as the process lives: the server keeps each question until it has one. A request that
 * fails is made again after a pause that doubles.
 *
 * @returns the token, or that no provider serves the URL any more
 */
export async function waitForToken(
  asker: Asker,
  question: TokenQuestion,
  { pause }: Pick<Terminal, 'pause'>,
): Promise<Exclude<TokenAnswer, { outcome: 'link_needed' }>> {
  for (let length = firstPause; ; length = Math.min(longestPause, length * 2)) {
    const answer = await askForToken(asker, { ...question, listens: true }).catch((error: unknown) => {
      if (error instanceof CommandFailure) return undefined;
      throw error;
    });
    if (answer !== undefined && answer.outcome !== 'link_needed') return answer;
    await pause(length);
  }
}

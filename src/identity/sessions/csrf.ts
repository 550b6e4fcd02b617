import { equalInConstantTime } from '../../protocol/constant-time.ts';
import type { Sha256 } from '../../protocol/mint.ts';

/**
 * The token that forms carry to prove that our page sent them: made of a secret that only the browser holds, which it does not tell.
 *
 * @param browserSecret - the session's credential; before sign-in, a random cookie's value
 */
export const csrfTokenFor = (browserSecret: string, sha256: Sha256): string => sha256(`csrf token of ${browserSecret}`);

/** Whether a form's token goes with the browser's secret. */
export const csrfTokenMatches = (presented: string | undefined, browserSecret: string, sha256: Sha256): boolean =>
  presented !== undefined && equalInConstantTime(presented, csrfTokenFor(browserSecret, sha256));

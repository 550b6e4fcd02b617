import { withRemedy } from '../errors/with-remedy.ts';
import { isHttpError } from '../request/request-error.ts';
import type { OctokitResponse } from '../request/request-types.ts';
import type { AppAtHost } from './app-state.ts';
import { remedyForApp } from './remedies.ts';

/** GitHub's words when it finds fault with our time. Nothing else tells this from other refusals. */
const clockComplaints: readonly string[] = [
  "'Expiration time' claim ('exp') is too far in the future",
  "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
  "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
];

const complainsOfTime = (error: Error): boolean => clockComplaints.some((complaint) => error.message.includes(complaint));

/**
 * Sends a request with the app's JWT. If GitHub finds fault with the time in it, GitHub's clock is believed from then on and the request
 * sent once more.
 *
 * @param send sends with the `authorization` header it is given
 */
export async function sendAsApp(
  { jwt, clock, owner }: AppAtHost,
  warn: (message: string) => void,
  send: (authorization: string) => Promise<OctokitResponse>,
): Promise<OctokitResponse> {
  const offset = clock.offsetInSeconds;
  const attempt = async (): Promise<OctokitResponse> => {
    const response = await send(`bearer ${(await jwt.get()).jwt}`);
    clock.observe(response.headers.date);
    return response;
  };
  try {
    return await attempt();
  } catch (error) {
    if (!isHttpError(error)) throw error;
    const difference = isWorthCorrecting(error) ? clock.correct(error.response?.headers.date) : undefined;
    if (difference === undefined) throw withRemedy(error, remedyForApp(error, owner));
    warn(error.message);
    warn(
      `[@octokit/auth-app] GitHub API time and system time are different by ${difference} seconds. Retrying request with the difference accounted for.`,
    );
    return await attempt();
  }

  /** A hook below this call may have learned of the difference and tried again already. */
  function isWorthCorrecting(error: Error): boolean {
    return complainsOfTime(error) && clock.offsetInSeconds === offset;
  }
}

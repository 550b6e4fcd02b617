import { withRemedy } from '../errors/with-remedy.ts';
import { type HttpErrorLike, isHttpError } from '../request/request-error.ts';
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

/** Errors of second attempts. A request made through an octokit passes here twice, and is not to be tried four times. */
const triedTwice = new WeakSet<Error>();

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
  const attempt = async (): Promise<OctokitResponse> => {
    const response = await send(`bearer ${(await jwt.get()).jwt}`);
    clock.observe(response.headers?.date);
    return response;
  };
  const offset = clock.offsetInSeconds;
  try {
    return await attempt();
  } catch (error) {
    if (!isHttpError(error)) throw error;
    const difference = complainsOfTime(error) && !triedTwice.has(error) ? correct(error) : undefined;
    if (difference === undefined) throw withRemedy(error, remedyForApp(error, owner));
    warn(error.message);
    warn(
      `[@octokit/auth-app] GitHub API time and system time are different by ${difference} seconds. Retrying request with the difference accounted for.`,
    );
  }
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof Error) triedTwice.add(error);
    throw error;
  }

  /** Another request may have learned of the difference while this one was under way. */
  function correct({ response }: HttpErrorLike): number | undefined {
    return clock.offsetInSeconds === offset ? clock.correct(response?.headers?.date) : clock.offsetInSeconds;
  }
}

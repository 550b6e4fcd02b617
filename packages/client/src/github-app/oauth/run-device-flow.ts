import { wait } from '../../flight/wait.ts';
import { isHttpError } from '../request/request-error.ts';
import type { RequestInterface } from '../request/request-types.ts';
import { createDeviceCode } from './methods/create-device-code.ts';
import { exchangeDeviceCode } from './methods/exchange-device-code.ts';
import type { MethodAuthentication } from './methods/method-types.ts';
import { oauthErrorOf } from './send-oauth.ts';
import type { ClientType } from './user-authentication.ts';
import type { OnVerification } from './verification.ts';

/** What the device flow needs. */
export interface DeviceFlow {
  readonly clientType: ClientType;
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
  readonly scopes?: readonly string[] | undefined;
  readonly onVerification: OnVerification;
  readonly request: RequestInterface;
  /** Ends the waiting for the user. */
  readonly signal?: AbortSignal | undefined;
}

/** Seconds GitHub adds to the interval when it is asked too often. @see RFC 8628 §3.5 */
const slowDownBySeconds = 5;

/** The question after `slow_down` waits a little longer than the new interval: GitHub measures from when the last one arrived. */
const leewayInSeconds = 2;

/** Questions in a row that may go unanswered: a user is typing meanwhile. */
const maxFailures = 3;

/** Whether a question may be asked again: nobody answered, or a server in trouble. */
const isTransient = (error: unknown): boolean => isHttpError(error) && error.status >= 500;

/** Gets a user's token by having the user enter a code elsewhere, and asking until it was entered, refused, or ended. */
export async function runDeviceFlow(flow: DeviceFlow): Promise<MethodAuthentication> {
  const { onVerification, signal } = flow;
  const { data: verification } = await createDeviceCode(flow);
  await onVerification(verification);

  const endsAt = Date.now() + verification.expires_in * 1000;
  let { interval } = verification;
  for (let failures = 0; ; ) {
    let pause = interval;
    try {
      signal?.throwIfAborted();
      return (await exchangeDeviceCode({ ...flow, code: verification.device_code })).authentication;
    } catch (error) {
      const code = oauthErrorOf(error);
      if (code === 'slow_down') {
        interval = readInterval(error) ?? interval + slowDownBySeconds;
        pause = interval + leewayInSeconds;
      } else if (code !== 'authorization_pending') {
        failures += 1;
        if (!isTransient(error) || failures > maxFailures) throw error;
      }
      if (code !== undefined) failures = 0;
      if (Date.now() + pause * 1000 >= endsAt) throw code === undefined ? error : ended(error);
    }
    await wait(pause * 1000, signal);
  }
}

const readInterval = (error: unknown): number | undefined => {
  const interval: unknown = isHttpError(error) ? error.response?.data?.interval : undefined;
  return typeof interval === 'number' ? interval : undefined;
};

const ended = (cause: unknown): Error =>
  new Error('[@grantry/client] The user did not enter the code before it ended (expired_token).', { cause });

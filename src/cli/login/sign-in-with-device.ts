import { type ApiResponse, callApi } from '../api/call-api.ts';
import { isJsonObject, readAnswer, textOf } from '../api/read-answer.ts';
import { CommandFailure } from '../command-failure.ts';
import type { Deployment } from '../credentials/credentials-file.ts';
import { clientId, readTokenAnswer } from '../credentials/token-answer.ts';
import type { Terminal } from '../terminal.ts';

const grantType = 'urn:ietf:params:oauth:grant-type:device_code';
/** How long to wait between two polls where the server does not say, and how much longer once it says `slow_down` (RFC 8628 §3.2, §3.5). */
const step = 5;

/** What a server answers a device. */
interface DeviceCodes {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly verificationUri: string;
  /** Seconds between two polls. */
  readonly interval: number;
}

function readCodes(url: string, response: ApiResponse): DeviceCodes {
  const answer = readAnswer(url, response, { 404: 'sign in with the browser: grantry login' });
  const [deviceCode, userCode, verificationUri] = ['device_code', 'user_code', 'verification_uri'].map((name) => textOf(answer, name));
  if (!deviceCode || !userCode || !verificationUri) throw new CommandFailure(`${url} answered without a code`);
  return { deviceCode, userCode, verificationUri, interval: typeof answer.interval === 'number' ? answer.interval : step };
}

/** How much longer to wait from now on; undefined if the server's answer ends the waiting. */
function findDelay({ body }: ApiResponse): number | undefined {
  const error = isJsonObject(body) ? textOf(body, 'error') : '';
  if (error === 'slow_down') return step;
  return error === 'authorization_pending' ? 0 : undefined;
}

/**
 * Signs a person in who has a browser elsewhere: they type a code there, and the server is asked until they did. The codes' end ends the
 * asking.
 *
 * @throws CommandFailure if the person or the server said no, or the codes ended
 * @see RFC 8628 §3.4, §3.5
 */
export async function signInWithDevice(url: string, terminal: Pick<Terminal, 'say' | 'pause'>): Promise<Deployment> {
  const begun = await callApi({ url, path: '/oauth2/device', method: 'POST', body: { form: { client_id: clientId } } });
  const { deviceCode, userCode, verificationUri, interval } = readCodes(url, begun);
  terminal.say(`Open ${verificationUri} in a browser, and type this code there: ${userCode}`);
  const form = { grant_type: grantType, device_code: deviceCode, client_id: clientId };
  for (let wait = interval; ; ) {
    await terminal.pause(wait * 1000);
    const response = await callApi({ url, path: '/oauth2/token', method: 'POST', body: { form } });
    const delay = response.status === 400 ? findDelay(response) : undefined;
    if (delay === undefined) return readTokenAnswer(url, readAnswer(url, response), Math.floor(Date.now() / 1000));
    wait += delay;
  }
}

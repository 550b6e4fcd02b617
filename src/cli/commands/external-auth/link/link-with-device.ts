import { isJsonObject, type JsonObject, readAnswer, textOf } from '../../../api/read-answer.ts';
import { CommandFailure } from '../../../command-failure.ts';
import { findNewLink } from './find-new-link.ts';
import type { LinkRequest } from './link-request.ts';
import { patiently } from './patiently.ts';

/** A code, as the server passed it on. */
interface Code {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly uri: string;
  /** With the code in it, if the provider offers such a one. */
  readonly completeUri: string;
  readonly expiresIn: number;
  readonly interval: number;
}

/** What is said when a provider ends the attempt, by its error code (RFC 8628 §3.5, RFC 6749 §5.2). */
const endings: Readonly<Record<string, string>> = {
  access_denied: 'you said no at the provider',
  expired_token: 'the code was not typed in time',
};

const numberOf = (body: JsonObject, member: string, otherwise: number): number => {
  const value = body[member];
  return typeof value === 'number' && value > 0 ? value : otherwise;
};

const readCode = (body: JsonObject): Code => ({
  deviceCode: textOf(body, 'device_code'),
  userCode: textOf(body, 'user_code'),
  uri: textOf(body, 'verification_uri'),
  completeUri: textOf(body, 'verification_uri_complete'),
  expiresIn: numberOf(body, 'expires_in', 900),
  interval: numberOf(body, 'interval', 5),
});

async function showCode({ userCode, uri, completeUri }: Code, { terminal }: LinkRequest): Promise<void> {
  terminal.say(`Open ${uri} on any device, and type this code there: ${userCode}`);
  if (!terminal.isInteractive()) return;
  const { renderQrCode } = await import('./render-qr-code.ts');
  terminal.say(`\n${renderQrCode(completeUri || uri)}`);
}

/** Tries to redeem the code, once: whether it was, and if not, the provider's error code, or that it was in trouble. */
async function redeem(deviceCode: string, { caller, another }: LinkRequest): Promise<'redeemed' | 'trouble' | { readonly error: string }> {
  const response = await caller.send('/device', { method: 'POST', json: { device_code: deviceCode, ...(another ? { another } : {}) } });
  const detail = response.status === 400 && isJsonObject(response.body) ? textOf(response.body, 'detail') : '';
  if (detail !== '' && detail !== 'slow_down' && response.retryAfter !== undefined) return 'trouble';
  if (detail !== '') return { error: detail };
  readAnswer(caller.url, response);
  return 'redeemed';
}

/**
 * Shows a code that the person types at the provider, on whichever device, and asks at the provider's pace until they did.
 *
 * @returns the link
 * @throws CommandFailure if the person said no, or took too long
 * @see RFC 8628 §3.3 for what is shown, §3.5 for the pace
 */
export async function linkWithDevice(request: LinkRequest): Promise<JsonObject> {
  const { caller, before, terminal, provider } = request;
  const code = readCode(await caller.call('/device'));
  await showCode(code, request);
  const tryToRedeem = patiently(() => redeem(code.deviceCode, request));
  let { interval } = code;
  for (let waited = 0; waited < code.expiresIn; ) {
    terminal.show(`Waiting for ${textOf(before.provider, 'display_name')} (${waited} s)`);
    await terminal.pause(interval * 1000);
    waited += interval;
    const outcome = await tryToRedeem();
    if (outcome === 'redeemed') return findNewLink(before, await caller.storedLinks()) ?? { provider_id: provider };
    if (outcome === undefined || outcome === 'trouble') continue;
    if (outcome.error === 'slow_down') interval += 5;
    else if (outcome.error !== 'authorization_pending') {
      throw new CommandFailure(
        `the account was not linked: ${endings[outcome.error] ?? outcome.error}`,
        `grantry external-auth link ${provider}`,
      );
    }
  }
  throw new CommandFailure(`the account was not linked: ${endings.expired_token}`, `grantry external-auth link ${provider}`);
}

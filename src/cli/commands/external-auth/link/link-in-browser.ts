import { type JsonObject, textOf } from '../../../api/read-answer.ts';
import { CommandFailure } from '../../../command-failure.ts';
import { findNewLink } from './find-new-link.ts';
import type { LinkRequest } from './link-request.ts';
import { patiently } from './patiently.ts';

/** As long as the server expects a browser back. */
const longestWaitInSeconds = 600;

/**
 * Sends the person to the provider with their browser, and waits until the server has the account. It looks once a second at what is
 * kept; the provider is not asked.
 *
 * @returns the link
 * @throws CommandFailure if nobody linked anything in time
 */
export async function linkInBrowser({ provider, caller, before, another, opensBrowser, terminal }: LinkRequest): Promise<JsonObject> {
  // The server's own URL, which the provider sends the browser back to: the one typed here may be another.
  const url = `${before.url}/callback${another ? '?another=true' : ''}`;
  terminal.say(`Link your account here: ${url}`);
  if (opensBrowser) (await import('../../../login/open-browser.ts')).openBrowser(url);
  const look = patiently(() => caller.storedLinks());
  for (let waited = 0; waited < longestWaitInSeconds; waited++) {
    terminal.show(`Waiting for ${textOf(before.provider, 'display_name')} (${waited} s)`);
    await terminal.pause(1000);
    const now = await look();
    const link = now === undefined ? undefined : findNewLink(before, now);
    if (link !== undefined) return link;
  }
  throw new CommandFailure(`no account was linked within ${longestWaitInSeconds / 60} minutes`, `grantry external-auth link ${provider}`);
}

import assert from 'node:assert/strict';
import { HeadlessBrowser } from './headless-browser.ts';

/** Presses the button of an account on a provider's page where people choose one, and answers where that sends the browser. */
export async function pickAccount(page: string, account: string): Promise<string> {
  const browser = new HeadlessBrowser();
  const { url, response } = await browser.open(page);
  const html = await response.text();
  assert.equal(response.status, 200, html);
  const forms = html.matchAll(/<form[^>]*action="([^"]+)"[^>]*>(.*?)<\/form>/gs);
  const [, action = '', fields = ''] =
    [...forms].find(([form]) => [`"${account}"`, `>${account}<`].some((shown) => form.includes(shown))) ??
    assert.fail(`${account} is not offered`);
  const hidden = [...fields.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
  const body = new URLSearchParams();
  for (const [, name = '', value = ''] of hidden) body.append(name, value.replaceAll('&amp;', '&'));
  const pressed = await browser.request(new URL(action, url).href, { method: 'POST', body });
  return pressed.headers.get('location') ?? assert.fail(`status ${pressed.status}: ${await pressed.text()}`);
}

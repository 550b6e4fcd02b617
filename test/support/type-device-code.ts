import assert from 'node:assert/strict';
import { HeadlessBrowser } from './headless-browser.ts';
import type { OidcUpstream } from './oidc-upstream.ts';

/** The fields of a page's form, as they are filled in. */
function fieldsOf(page: string): URLSearchParams {
  const attributeOf = (tag: string, attribute: string): string => new RegExp(`${attribute}="([^"]*)"`).exec(tag)?.[1] ?? '';
  return new URLSearchParams(
    Array.from(page.matchAll(/<input[^>]*>/g), ([tag]): [string, string] => [attributeOf(tag, 'name'), attributeOf(tag, 'value')]),
  );
}

/** Types a user code at an upstream's pages as a person does who then says yes or no. */
export async function typeDeviceCode({ origin }: OidcUpstream, userCode: string, answer: 'confirm' | 'abort' = 'confirm'): Promise<void> {
  const browser = new HeadlessBrowser();
  const page = `${origin}/device`;
  const post = (body: URLSearchParams): Promise<Response> => browser.request(page, { method: 'POST', body });
  const { response } = await browser.open(`${page}?${new URLSearchParams({ user_code: userCode })}`);
  const confirmation = fieldsOf(await (await post(fieldsOf(await response.text()))).text());
  confirmation.delete('confirm');
  confirmation.set(answer, 'yes');
  const sent = await post(confirmation);
  const location = sent.headers.get('location');
  const text = await (location === null ? sent : (await browser.open(new URL(location, page).href)).response).text();
  assert.match(text, answer === 'confirm' ? /go back to your device/ : /AbortedError/);
}

/** A page a browser stands on. */
export interface Page {
  readonly url: string;
  readonly status: number;
  readonly html: string;
}

const maxRedirects = 20;

const decodeEntities = (text: string): string =>
  text
    .replaceAll(/&#(x?)([0-9a-f]+);/gi, (_, hexadecimal: string, digits: string) =>
      String.fromCodePoint(Number.parseInt(digits, hexadecimal ? 16 : 10)),
    )
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

const attribute = (tag: string, name: string): string | undefined => {
  const [, quoted, bare] = new RegExp(`\\s${name}=(?:"([^"]*)"|([^\\s>"]+))`, 'i').exec(tag) ?? [];
  const value = quoted ?? bare;
  return value === undefined ? undefined : decodeEntities(value);
};

/** The first form of a page whose action matches: where it goes, and what its fields hold. */
const findForm = ({ url, html }: Page, action: RegExp): { readonly target: string; readonly fields: ReadonlyMap<string, string> } => {
  for (const [, tag = '', content = ''] of html.matchAll(/(<form\b[^>]*>)([\s\S]*?)<\/form>/gi)) {
    const target = new URL(attribute(tag, 'action') ?? '', url).href;
    if (!action.test(target)) continue;
    const inputs = [...content.matchAll(/<input\b[^>]*>/gi)].map(
      ([input]) => [attribute(input, 'name'), attribute(input, 'value') ?? ''] as const,
    );
    return { target, fields: new Map(inputs.flatMap(([name, value]) => (name === undefined ? [] : [[name, value]]))) };
  }
  throw new Error(`${url} has no form for ${action}:\n${html.slice(0, 2000)}`);
};

/** Visits pages as a browser does: keeps cookies by host, follows redirects, fills and sends forms. Runs no scripts. */
export class Browser {
  readonly #cookies = new Map<string, Map<string, string>>();

  /** Opens a URL and follows where it leads. */
  visit(url: string): Promise<Page> {
    return this.#request(url, { method: 'GET' });
  }

  /** Fills the page's form whose action matches and sends it. */
  submit(page: Page, action: RegExp, values: Readonly<Record<string, string>> = {}): Promise<Page> {
    const { target, fields } = findForm(page, action);
    return this.#request(target, {
      method: 'POST',
      headers: { origin: new URL(page.url).origin, referer: page.url },
      body: new URLSearchParams({ ...Object.fromEntries(fields), ...values }),
    });
  }

  async #request(url: string, init: RequestInit): Promise<Page> {
    let next: { url: string; init: RequestInit } = { url, init };
    for (let redirects = 0; redirects < maxRedirects; redirects++) {
      const response = await fetch(next.url, {
        ...next.init,
        redirect: 'manual',
        headers: { ...next.init.headers, accept: 'text/html', cookie: this.#cookieHeader(next.url) },
      });
      this.#keepCookies(next.url, response.headers.getSetCookie());
      const location = response.headers.get('location');
      if (location === null) return { url: next.url, status: response.status, html: await response.text() };
      await response.body?.cancel();
      const keepsMethod = response.status === 307 || response.status === 308;
      next = { url: new URL(location, next.url).href, init: keepsMethod ? next.init : { method: 'GET' } };
    }
    throw new Error(`${url} redirects without end`);
  }

  #cookieHeader(url: string): string {
    return [...(this.#cookies.get(new URL(url).host) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  #keepCookies(url: string, setCookies: readonly string[]): void {
    const { host } = new URL(url);
    const jar = this.#cookies.get(host) ?? new Map<string, string>();
    this.#cookies.set(host, jar);
    for (const setCookie of setCookies) {
      const [pair = ''] = setCookie.split(';', 1);
      const equals = pair.indexOf('=');
      const value = pair.slice(equals + 1);
      const isRemoved = value === '' || /;\s*max-age=0/i.test(setCookie);
      if (isRemoved) jar.delete(pair.slice(0, equals));
      else jar.set(pair.slice(0, equals), value);
    }
  }
}

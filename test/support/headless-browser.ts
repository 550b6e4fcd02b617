/** Follows redirects over HTTP as a browser does, with cookies per host, and runs no scripts. */
export class HeadlessBrowser {
  readonly #cookies = new Map<string, Map<string, string>>();

  /** Gives it a cookie for a host. */
  setCookie(url: string, name: string, value: string): void {
    const jar = this.#jar(url);
    if (value === '') jar.delete(name);
    else jar.set(name, value);
  }

  /** Sends one request with the host's cookies, and keeps those of the answer. */
  async request(url: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.#jar(url)].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = new Headers({ accept: 'text/html,*/*;q=0.8', ...Object.fromEntries(new Headers(init.headers)) });
    if (cookie !== '') headers.set('cookie', cookie);
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=;]+)=([^;]*)/.exec(line) ?? [];
      this.setCookie(url, name, /;\s*max-age=0/i.test(line) ? '' : value);
    }
    return response;
  }

  /**
   * Opens a page and follows its redirects, to the first answer that is none, or to the first URL that `stopAt` names.
   *
   * @returns the last answer, and the URL reached; the URL is not fetched if `stopAt` named it.
   */
  async open(
    start: string,
    stopAt: (url: string) => boolean = () => false,
  ): Promise<{ readonly url: string; readonly response: Response }> {
    let url = start;
    for (let hops = 0; hops < 20; hops++) {
      const response = await this.request(url);
      const location = response.headers.get('location');
      if (location === null) return { url, response };
      await response.body?.cancel();
      url = new URL(location, url).href;
      if (stopAt(url)) return { url, response };
    }
    throw new Error(`too many redirects, the last one to ${url}`);
  }

  #jar(url: string): Map<string, string> {
    const { host } = new URL(url);
    const jar = this.#cookies.get(host) ?? new Map<string, string>();
    this.#cookies.set(host, jar);
    return jar;
  }
}

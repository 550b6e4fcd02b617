import assert from 'node:assert/strict';
import { HeadlessBrowser } from '../support/headless-browser.ts';

/** A form as a page has it: where it goes, and the values it holds before anybody types. */
interface Form {
  readonly action: string;
  readonly fields: URLSearchParams;
}

const decode = (text: string): string => text.replace(/&#(\d+);/g, (_entity, code: string) => String.fromCharCode(Number(code)));

const attributeOf = (tag: string, name: string): string | undefined => {
  const [, value] = new RegExp(` ${name}="([^"]*)"`).exec(tag) ?? [];
  return value === undefined ? undefined : decode(value);
};

function readForm(markup: string): Form {
  const fields = new URLSearchParams();
  for (const [tag] of markup.matchAll(/<input[^>]*>/g)) {
    const [name, type] = [attributeOf(tag, 'name'), attributeOf(tag, 'type')];
    const isChosen = (type !== 'checkbox' && type !== 'radio') || / checked/.test(tag);
    if (name !== undefined && isChosen) fields.append(name, attributeOf(tag, 'value') ?? '');
  }
  for (const [, tag = '', text = ''] of markup.matchAll(/(<textarea[^>]*>)([^<]*)/g))
    fields.append(attributeOf(tag, 'name') ?? '', decode(text));
  for (const [tag, options = ''] of markup.matchAll(/<select[^>]*>([\s\S]*?)<\/select>/g)) {
    const [chosen = ''] = /<option[^>]* selected/.exec(options) ?? [];
    fields.append(attributeOf(tag, 'name') ?? '', attributeOf(chosen, 'value') ?? '');
  }
  return { action: attributeOf(markup, 'action') ?? '', fields };
}

/** A person at a browser without scripts: opens pages, reads them, fills their forms. */
export class Visitor {
  readonly browser: HeadlessBrowser = new HeadlessBrowser();
  readonly #origin: string;
  /** The last page. */
  page = '';
  /** Its path and query. */
  path = '';
  status = 0;
  headers: Headers = new Headers();

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** Opens a page and follows its redirects, within the server and beyond. */
  async open(path: string): Promise<this> {
    return this.#arrive(await this.browser.open(new URL(path, this.#origin).href));
  }

  /** The forms of the last page whose action is, or begins with, `action`. */
  forms(action: string): readonly Form[] {
    const forms = [...this.page.matchAll(/<form[\s\S]*?<\/form>/g)].map(([markup]) => readForm(markup));
    return forms.filter((form) => form.action.startsWith(action));
  }

  /** Fills the last page's form for `action`, or else the first whose action begins with it, and sends it. */
  async submit(action: string, values: Readonly<Record<string, string>> = {}): Promise<this> {
    const forms = this.forms(action);
    const form = forms.find((candidate) => candidate.action === action) ?? forms[0];
    assert.ok(form !== undefined, `no form for ${action} on ${this.path}`);
    for (const [name, value] of Object.entries(values)) form.fields.set(name, value);
    return this.post(form.action, form.fields);
  }

  /** Sends a form, whatever the last page offers, and follows the answer. */
  async post(path: string, fields: URLSearchParams, headers: Readonly<Record<string, string>> = {}): Promise<this> {
    const url = new URL(path, this.#origin).href;
    const response = await this.browser.request(url, { method: 'POST', body: fields, headers });
    const location = response.headers.get('location');
    if (location === null) return this.#arrive({ url, response });
    await response.body?.cancel();
    return this.open(new URL(location, url).href);
  }

  /** The text of an element's attribute on the last page. */
  find(pattern: RegExp): string {
    const [, found] = pattern.exec(this.page) ?? [];
    assert.ok(found !== undefined, `${pattern} is not on ${this.path}:\n${this.page}`);
    return decode(found);
  }

  async #arrive({ url, response }: { readonly url: string; readonly response: Response }): Promise<this> {
    const { pathname, search } = new URL(url);
    this.page = await response.text();
    this.path = pathname + search;
    this.status = response.status;
    this.headers = response.headers;
    return this;
  }
}

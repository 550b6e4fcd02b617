import { html as escapeValues } from 'ghtml';

/** Markup that is safe to send: only {@link html} makes it, so text from outside is always escaped. */
export class Html {
  readonly #markup: string;

  constructor(markup: string) {
    this.#markup = markup;
  }

  toString(): string {
    return this.#markup;
  }
}

/** What may stand in a template: text is escaped, markup and lists of markup go in as they are, `undefined` and `false` leave nothing. */
export type Content = Html | string | number | undefined | false | readonly Content[];

const write = (content: Content): string => {
  if (content === undefined || content === false) return '';
  if (content instanceof Html) return content.toString();
  if (typeof content === 'string' || typeof content === 'number') return escapeValues`${content}`;
  return content.map(write).join('');
};

/**
 * A template whose values are escaped by their type. Attribute values must be quoted, as ghtml's escaping expects.
 */
export function html(literals: TemplateStringsArray, ...values: readonly Content[]): Html {
  let markup = literals[0] ?? '';
  for (const [index, value] of values.entries()) markup += write(value) + (literals[index + 1] ?? '');
  return new Html(markup);
}

/** A boolean or optional attribute with its leading space, or nothing: `` html`<input${attribute('checked', isChecked)}>` ``. */
export const attribute = (name: string, value: string | boolean | undefined): Content => {
  if (value === undefined || value === false) return undefined;
  return value === true ? new Html(` ${name}`) : html` ${name}="${value}"`;
};

/** A URL whose placeholders are filled, and the parameters that filled none. */
export interface ExpandedUrl {
  readonly url: string;
  readonly rest: Readonly<Record<string, unknown>>;
}

const placeholder = /\{([+/?&]?)([^}]+)\}/g;

const encode = (value: unknown): string => encodeURIComponent(String(value));

/** Reserved characters stay: the value is a path of its own. */
const encodePath = (value: unknown): string => encodeURI(String(value));

/** Appends a query to a URL that may have one. */
export const withQuery = (url: string, query: Readonly<Record<string, unknown>>): string => {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encode(value)}`);
  return pairs.length === 0 ? url : `${url}${url.includes('?') ? '&' : '?'}${pairs.join('&')}`;
};

/**
 * Fills a URL template's placeholders.
 *
 * @see RFC 6570 §3.2 for `{name}`, `{+name}`, `{/name}`, `{?a,b}` and `{&a,b}`: the ones in GitHub's routes
 */
export function expandUrl(template: string, parameters: Readonly<Record<string, unknown>>): ExpandedUrl {
  const used = new Set<string>();
  const take = (name: string): readonly [string, unknown] => {
    used.add(name);
    return [name, parameters[name]];
  };
  const url = template.replaceAll(placeholder, (_match, operator: string, list: string) => {
    const values = list
      .split(',')
      .map(take)
      .filter(([, value]) => value !== undefined && value !== null);
    switch (operator) {
      case '+':
        return values.map(([, value]) => encodePath(value)).join(',');
      case '/':
        return values.map(([, value]) => `/${encode(value)}`).join('');
      case '':
        return values.map(([, value]) => encode(value)).join(',');
      default:
        return values.length === 0 ? '' : operator + values.map(([name, value]) => `${name}=${encode(value)}`).join('&');
    }
  });
  const rest = Object.entries(parameters).filter(([name, value]) => !used.has(name) && value !== undefined);
  return { url, rest: Object.fromEntries(rest) };
}

/** Only there to make relative references absolute. */
const base = 'http://localhost';

/**
 * The path and query of a place to go on to, whatever host it names, so that nobody can send people away from here.
 *
 * @returns `otherwise` if there is none.
 */
export function localPath(text: string | null | undefined, otherwise: string): string {
  const url = text ? URL.parse(text, base) : null;
  if (url === null) return otherwise;
  // `//host` and `/\host` would be read as another site.
  return `/${url.pathname.replace(/^[/\\]+/, '')}${url.search}`;
}

/** This package's version; a test compares it with package.json. */
export const version = '0.1.0';

/** What GitHub is told of who asks: this library and what it runs on. */
export function userAgent(): string {
  const runtime = globalThis.navigator?.userAgent ?? 'unknown';
  return `grantry-client/${version} ${runtime}`;
}

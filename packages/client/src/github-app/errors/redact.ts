/** Members of requests to GitHub that let whoever reads them act as the app or as its user. */
const secretNames: ReadonlySet<string> = new Set([
  'client_secret',
  'refresh_token',
  'access_token',
  'code',
  'code_verifier',
  'device_code',
]);

const blank = '[REDACTED]';

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const redactHeaders = (headers: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const { authorization } = headers;
  if (typeof authorization !== 'string') return { ...headers };
  return { ...headers, authorization: authorization.replace(/ .*$/, ` ${blank}`) };
};

const redactText = (text: string): string => {
  try {
    const body: unknown = JSON.parse(text);
    return isRecord(body) ? JSON.stringify(redactRequest(body)) : text;
  } catch {
    return text;
  }
};

/** A copy of a request, or of its body, that may be shown: names stay, secrets go. */
export function redactRequest(request: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const shown = Object.entries(request).map(([name, value]): readonly [string, unknown] => {
    if (secretNames.has(name) && value !== undefined) return [name, blank];
    if (name === 'headers' && isRecord(value)) return [name, redactHeaders(value)];
    if (name === 'body') return [name, typeof value === 'string' ? redactText(value) : isRecord(value) ? redactRequest(value) : value];
    return [name, value];
  });
  return Object.fromEntries(shown);
}

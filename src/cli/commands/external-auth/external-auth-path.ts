/** Parameters of a query; one with several values is repeated. */
export type Parameters = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** A query of the parameters that have a value, with its question mark; empty if none has. */
export function queryOf(parameters: Parameters): string {
  const pairs = Object.entries(parameters).flatMap(([name, value]) =>
    [value ?? []].flat().map((each) => `${name}=${encodeURIComponent(each)}`),
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** The path of an operation about one provider. */
export const externalAuthPath = (provider: string, operation: string = '', parameters: Parameters = {}): string =>
  `/api/v2/external-auth/${encodeURIComponent(provider)}${operation}${queryOf(parameters)}`;

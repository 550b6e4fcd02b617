import type { Endpoint, RequestHeaders, RequestParameters } from './request-types.ts';

const lowerCased = (headers: RequestHeaders = {}): RequestHeaders =>
  Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name.toLowerCase(), value]])));

const withoutUndefined = (parameters: RequestParameters): RequestParameters =>
  Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined));

/** `GET /app` or `/app` as method and URL. */
const readRoute = (route: string): RequestParameters => {
  const space = route.indexOf(' ');
  return space === -1 ? { url: route } : { method: route.slice(0, space), url: route.slice(space + 1).trimStart() };
};

/** Lays a route and its parameters over defaults: headers, media type and transport options are merged one by one. */
export function mergeEndpoint(defaults: Endpoint, route: string | RequestParameters, parameters: RequestParameters = {}): Endpoint {
  const given = withoutUndefined(typeof route === 'string' ? { ...parameters, ...readRoute(route) } : route);
  const merged: Endpoint = {
    ...defaults,
    ...given,
    headers: { ...defaults.headers, ...lowerCased(given.headers) },
    request: { ...defaults.request, ...given.request },
    mediaType: { ...defaults.mediaType, ...given.mediaType },
  };
  return { ...merged, method: merged.method.toUpperCase() };
}

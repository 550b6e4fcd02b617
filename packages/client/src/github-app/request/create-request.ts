import { mergeEndpoint } from './merge-endpoint.ts';
import type { Endpoint, RequestInterface, RequestParameters } from './request-types.ts';
import { sendRequest } from './send-request.ts';
import { userAgent } from './user-agent.ts';

type Hook = (request: RequestInterface, options: Endpoint) => ReturnType<RequestInterface>;

const gitHub = (): Endpoint => ({
  method: 'GET',
  url: '',
  baseUrl: 'https://api.github.com',
  headers: { accept: 'application/vnd.github.v3+json', 'user-agent': userAgent() },
});

/** A small `request` of our own, for those who give none of octokit's: same calls, same shape, nothing to install. */
export function createRequest(defaults: Endpoint = gitHub()): RequestInterface {
  const merge = (route: string | RequestParameters, parameters?: RequestParameters): Endpoint => mergeEndpoint(defaults, route, parameters);
  const shape = {
    endpoint: { merge, DEFAULTS: defaults },
    defaults: (newDefaults: RequestParameters): RequestInterface => createRequest(merge(newDefaults)),
  };
  const plain: RequestInterface = Object.assign(
    (route: string | Endpoint, parameters?: RequestParameters) => sendRequest(merge(route, parameters)),
    shape,
  );
  return Object.assign((route: string | Endpoint, parameters?: RequestParameters) => {
    const endpoint = merge(route, parameters);
    // octokit documents a hook as such a function
    const hook = endpoint.request?.hook as Hook | undefined;
    return hook === undefined ? sendRequest(endpoint) : hook(plain, endpoint);
  }, shape);
}

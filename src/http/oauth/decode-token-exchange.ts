import type { Provider } from '../../broker/model/provider.ts';
import { getParameter, type Parameters, requireParameter } from '../../protocol/form.ts';
import { parsePermissions, repositoryName } from '../../protocol/installation-rule.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import type { ExchangeRequest } from '../federation/exchange-token.ts';

const tokenType = (name: string): string => `urn:ietf:params:oauth:token-type:${name}`;

/** What a token that is exchanged may be: a JWT either way. */
const subjectTokenTypes: readonly string[] = [tokenType('jwt'), tokenType('id_token')];

/** What it is exchanged for. */
export const accessTokenType: string = tokenType('access_token');

const withoutSlash = (url: string | undefined): string | undefined => url?.replace(/\/+$/, '');

/** A provider by its id, by the URL of its API, or by a URL it serves. */
const isMeant = ({ id, apiBaseUrl, regex }: Provider, named: string): boolean =>
  id === named || withoutSlash(apiBaseUrl) === withoutSlash(named) || (/^https?:/.test(named) && regex?.test(named) === true);

/** RFC 8693 §2.1: the provider is the target, named as a resource or as an audience. Both may be sent, and then mean the same. */
function findTarget(parameters: Parameters, providers: readonly Provider[]): string {
  const named = [...(parameters.get('audience') ?? []), ...(parameters.get('resource') ?? [])];
  const [first] = named;
  if (first === undefined) throw new OAuthError('invalid_target', 'Name the provider as audience or resource.');
  const found = providers.findLast((provider) => named.every((each) => each.length <= 2048 && isMeant(provider, each)));
  if (found === undefined) throw new OAuthError('invalid_target', 'No provider is meant by audience and resource.');
  return found.id;
}

/**
 * Decodes a token exchange. Scopes are permissions of the app, as `contents:read`; `repository` is an extension, which may be repeated.
 *
 * @throws OAuthError if it is not a request for what is offered here.
 * @see RFC 8693 §2.1
 */
export function decodeTokenExchange(parameters: Parameters, providers: readonly Provider[]): ExchangeRequest {
  const token = requireParameter(parameters, 'subject_token');
  if (!subjectTokenTypes.includes(requireParameter(parameters, 'subject_token_type'))) {
    throw new OAuthError('invalid_request', `The subject_token_type must be ${subjectTokenTypes.join(' or ')}.`);
  }
  const requested = getParameter(parameters, 'requested_token_type');
  if (requested !== undefined && requested !== accessTokenType) {
    throw new OAuthError('invalid_request', `The requested_token_type must be ${accessTokenType}.`);
  }
  if (parameters.has('actor_token'))
    throw new OAuthError('invalid_request', 'Nobody can act for the subject here: actor_token is not taken.');
  const repositories = parameters.get('repository');
  if (repositories?.some((name) => !repositoryName.test(name)) === true) {
    throw new OAuthError('invalid_request', 'A repository is named without its owner.');
  }
  const scope = getParameter(parameters, 'scope')
    ?.split(' ')
    .filter((each) => each !== '');
  const permissions = scope === undefined || scope.length === 0 ? undefined : parsePermissions(scope);
  if (scope !== undefined && scope.length > 0 && permissions === undefined) {
    throw new OAuthError('invalid_scope', 'A scope is a permission of the app, such as contents:read.');
  }
  return { token, provider: findTarget(parameters, providers), repositories, permissions };
}

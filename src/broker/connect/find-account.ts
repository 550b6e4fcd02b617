import type { UsableToken } from '../model/connection.ts';
import type { Provider } from '../model/provider.ts';
import { parseJson } from '../outbound/parse-json.ts';
import { printable } from '../outbound/printable.ts';
import { sendWithToken } from '../outbound/send-with-token.ts';
import type { Broker, OutboundRequest, ResolvedEndpoints } from '../ports.ts';
import { type ProviderAccount, readUsualAccount } from '../providers/account.ts';
import type { Members } from '../providers/members.ts';
import type { AccountRequest } from '../providers/provider-type.ts';
import { providerTypeOf } from '../providers/registry.ts';
import { readIdToken } from './read-id-token.ts';

/** Tokens whose owner is asked for. */
export interface AccountTokens extends UsableToken {
  /** The members of the token answer. @default none, as for a token somebody pasted */
  readonly members?: Members;
}

/** Letters of an id or a name that are kept. */
const longest = 200;

/**
 * Finds out whose tokens these are: by one request to the provider if it has a place to ask, and by what it said along with the tokens.
 *
 * Never rejects, and takes no longer than a request to the provider may. undefined if the provider does not say.
 */
export async function findAccount(broker: Broker, provider: Provider, tokens: AccountTokens): Promise<ProviderAccount | undefined> {
  const resolved = await broker.endpointsOf(provider);
  if (resolved.outcome === 'failed') return undefined;
  const { members: token = {} } = tokens;
  const claims = readIdToken(token, { clientId: provider.clientId, issuer: resolved.endpoints.issuer });
  const answer = await askWho(broker, provider, resolved.endpoints, tokens);
  const account = (providerTypeOf(provider.type).readAccount ?? readUsualAccount)({ answer, token, claims });
  if (account === undefined) return undefined;
  return { id: printable(account.id).slice(0, longest), name: printable(account.name).slice(0, longest) };
}

async function askWho(broker: Broker, provider: Provider, { validateUrl }: ResolvedEndpoints, token: UsableToken): Promise<unknown> {
  const type = providerTypeOf(provider.type);
  const usual: AccountRequest | undefined = validateUrl === undefined ? undefined : { url: validateUrl };
  const request = type.accountRequest === undefined ? usual : type.accountRequest(provider);
  if (request === undefined) return undefined;
  const headers = { accept: 'application/json', ...type.apiHeaders, ...request.headers };
  const sent: OutboundRequest = { method: 'GET', ...request, headers, timeout: broker.times.request };
  const answer = await sendWithToken(broker, provider, sent, token);
  return answer.outcome === 'answered' && answer.status === 200 ? (parseJson(answer.body) ?? answer.body) : undefined;
}

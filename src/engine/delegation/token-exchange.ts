import { getParameter, type Parameters, requireParameter } from '../../protocol/form.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import type { DelegatedGrant, DelegationFacts } from './delegated-grant.ts';
import type { InputToken } from './delegation-decision.ts';
import { checkInputToken, isInputType } from './input-token.ts';

/** Reads and checks one of the two tokens. */
async function readInput(facts: DelegationFacts, role: 'subject' | 'actor'): Promise<InputToken | OAuthError> {
  const token = requireParameter(facts.parameters, `${role}_token`);
  const type = requireParameter(facts.parameters, `${role}_token_type`);
  if (!isInputType(type)) return new OAuthError('invalid_request', `The ${role}_token_type is not supported.`);
  const checked = await checkInputToken(facts, token, type);
  return typeof checked === 'string'
    ? new OAuthError('invalid_request', `The ${role}_token is not valid.`, checked)
    : { token, type, known: checked };
}

/** An actor comes with its type, and a type with an actor (RFC 8693 §2.1). */
const hasActor = (parameters: Parameters): boolean => parameters.has('actor_token') || parameters.has('actor_token_type');

/** A client exchanges a token for another, by the front end's policy. */
export const tokenExchange: DelegatedGrant = {
  name: 'urn:ietf:params:oauth:grant-type:token-exchange',
  spec: 'RFC 8693 §2',
  publicClients: 'allowed',
  startsFlow: true,
  parameters: ['subject_token', 'subject_token_type', 'actor_token', 'actor_token_type', 'requested_token_type', 'audience'],
  repeatable: ['resource', 'audience'],
  async judge(facts) {
    const { service, client, parameters } = facts;
    if (service.tokenRules.delegation.exchangeByConfidentialClientsOnly && client.clientType === 'public')
      return new OAuthError('unauthorized_client', 'This client may not exchange tokens.');
    const subject = await readInput(facts, 'subject');
    if (subject instanceof OAuthError) return subject;
    const actor = hasActor(parameters) ? await readInput(facts, 'actor') : undefined;
    if (actor instanceof OAuthError) return actor;
    const requestedType = getParameter(parameters, 'requested_token_type');
    if (requestedType !== undefined && !isInputType(requestedType))
      return new OAuthError('invalid_request', 'The requested_token_type is not supported.');
    return { asks: 'exchange', subject, actor, requestedType, audiences: parameters.get('audience') ?? [] };
  },
};

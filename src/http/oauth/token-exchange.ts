import type { FastifyReply } from 'fastify';
import type { AppFailure } from '../../broker/github-app/ports.ts';
import type { RefusalReason } from '../../identity/refusal.ts';
import { OAuthError, type OAuthErrorCode } from '../../protocol/oauth-error.ts';
import { toRfc3339 } from '../../protocol/units.ts';
import { exchangeToken } from '../federation/exchange-token.ts';
import { requestFacts } from '../request-facts.ts';
import { accessTokenType, decodeTokenExchange } from './decode-token-exchange.ts';
import type { DelegatedGrant } from './delegated-grant.ts';
import type { OAuthCall } from './endpoint.ts';

/** RFC 8693 §2.2.2: a subject token that is not valid, or not acceptable by policy, is `invalid_request`. */
const codeOf = (reason: RefusalReason): OAuthErrorCode => (reason === 'unavailable' ? 'temporarily_unavailable' : 'invalid_request');

const failureCodes: Readonly<Record<AppFailure['why'], OAuthErrorCode>> = {
  not_found: 'invalid_target',
  refused: 'invalid_scope',
  misconfigured: 'server_error',
  unavailable: 'temporarily_unavailable',
};

/** RFC 6585 §4, with the nearest error code that OAuth has. */
const sendTooMany = ({ reply }: OAuthCall, message: string, retryAfter: number): FastifyReply =>
  reply.code(429).header('retry-after', retryAfter).send({ error: 'temporarily_unavailable', error_description: message });

/**
 * A token of an issuer that a trust policy names is exchanged for a token of a GitHub App. The token is the credential: who has it needs
 * to be no client.
 *
 * @see RFC 8693 §2
 */
export const tokenExchange: DelegatedGrant = {
  name: 'urn:ietf:params:oauth:grant-type:token-exchange',
  spec: 'RFC 8693 §2',
  parameters: ['subject_token', 'subject_token_type', 'requested_token_type', 'audience', 'resource', 'scope', 'repository'],
  repeatable: ['resource', 'audience', 'repository'],
  async handle(call, parameters) {
    const { context, request, reply } = call;
    const { rooms } = context;
    const exchange = await exchangeToken(rooms, decodeTokenExchange(parameters, rooms.broker.providers), requestFacts(request));
    switch (exchange.action) {
      case 'token': {
        const { token, expiresAt, permissions } = exchange.token;
        context.onDecision('requestToken', 'issue', '');
        context.onIssued(tokenExchange.name);
        return reply.send({
          access_token: token.reveal(),
          issued_token_type: accessTokenType,
          token_type: 'Bearer',
          expires_in: Math.max(0, expiresAt - rooms.broker.clock()),
          expiry: toRfc3339(expiresAt),
          scope: Object.entries(permissions)
            .map(([name, level]) => `${name}:${level}`)
            .join(' '),
        });
      }
      case 'failed':
        throw new OAuthError(failureCodes[exchange.failure.why], `GitHub did not make the token. ${exchange.failure.words}`);
      case 'refuse':
        if (exchange.retryAfter !== undefined) return sendTooMany(call, exchange.message, exchange.retryAfter);
        throw new OAuthError(codeOf(exchange.reason), exchange.message);
    }
  },
};

import { getParameter, requireParameter } from '../../protocol/form.ts';
import { findRefreshToken, readRefreshToken } from '../access/find-refresh-token.ts';
import type { Client } from '../model/client.ts';
import type { Service } from '../model/service.ts';
import { offersGrantType } from '../services/offers.ts';
import { mintRefreshToken } from '../token/fresh-token.ts';
import { makeAccessToken } from '../token/make-access-token.ts';
import { decideRefresh } from './decide-refresh.ts';
import { defineGrantType, type GrantType } from './grant-type.ts';

const name = 'refresh_token';

/** Whether a client gets refresh tokens: it does if it may use them, and its service takes them. */
export const mayRefresh = (service: Pick<Service, 'offerRules'>, client: Pick<Client, 'grantTypes'>): boolean =>
  client.grantTypes.includes(name) && offersGrantType(service, name);

/** A client exchanges its refresh token for a new pair. */
export const refreshToken: GrantType = defineGrantType({
  name,
  spec: 'RFC 6749 §6',
  publicClients: 'allowed',
  parameters: ['refresh_token', 'scope', 'resource', 'authorization_details'],
  repeatable: ['resource'],
  gather: async ({ engine, service, client, clientSecretId, confirmation, instanceJkt, parameters, options, now }) => {
    const presentedToken = readRefreshToken(engine, service.id, requireParameter(parameters, 'refresh_token'));
    const presented = await findRefreshToken(engine, presentedToken);
    const isUsed = presented?.refreshToken.rotatedAt !== undefined;
    return {
      now,
      service,
      client,
      clientSecretId,
      confirmation,
      instanceJkt,
      presented,
      presentedToken,
      successor: isUsed ? await engine.facts.findSuccessor(presented.refreshToken.id) : undefined,
      requestedScope: getParameter(parameters, 'scope'),
      requestedResources: parameters.get('resource'),
      requestedDetails: getParameter(parameters, 'authorization_details'),
      options,
      accessToken: makeAccessToken(engine, service, client, options),
      refreshToken: mintRefreshToken(engine),
    };
  },
  judge: decideRefresh,
});

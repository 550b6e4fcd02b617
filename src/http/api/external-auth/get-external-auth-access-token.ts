import Type from 'typebox';
import { handOut } from '../../../broker/hand-out/hand-out.ts';
import { seconds } from '../../../protocol/units.ts';
import { callingUser } from '../calling-user.ts';
import { handOutInstallation } from '../github-apps/hand-out-installation.ts';
import { decodeInstallationQuery, installationQuery } from '../github-apps/installation-wish.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { accessTokenBody, accountQuery, minValidityParameter, providerParams } from './bodies.ts';
import { encodeAccessToken } from './encode-access-token.ts';
import { recordHandOut } from './record-hand-out.ts';

/** Hands the caller's own token out. */
export const getExternalAuthAccessToken: Operation = defineOperation({
  name: 'getExternalAuthAccessToken',
  method: 'GET',
  path: '/api/v2/external-auth/{externalauth}/access-token',
  tag: 'External auth',
  summary: 'Get a working access token of your account.',
  description: 'The token is refreshed first if it has expired, or ends too soon.',
  authorization: { who: 'user', scope: 'external_auth:access_token' },
  params: providerParams,
  query: Type.Object({ ...accountQuery.properties, min_validity: minValidityParameter, ...installationQuery.properties }),
  answers: { 200: { description: 'The token, or the URL where the account is linked.', body: accessTokenBody } },
  async run({ caller, params, query, request, rooms }) {
    const { id: userId } = callingUser(caller).user;
    const { account, min_validity } = query;
    const installation = decodeInstallationQuery(query);
    if (installation !== undefined) {
      const selector = { id: params.externalauth };
      return handOutInstallation(rooms, { caller, request, selector, wanted: installation, minValidity: seconds(min_validity ?? 0) });
    }
    const minValidity = min_validity === undefined ? {} : { minValidity: seconds(min_validity) };
    const wanted = { userId, selector: { id: params.externalauth }, account, ...minValidity };
    const result = await handOut(rooms.broker, wanted);
    await recordHandOut(rooms, { caller, request, wanted }, result);
    return encodeAccessToken(result);
  },
});

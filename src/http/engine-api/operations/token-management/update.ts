import Type from 'typebox';
import { maxLifetime } from '../../../../engine/terms/read-token-options.ts';
import type { TokenUpdate } from '../../../../engine/token/decide-update.ts';
import { encodeTokenResponse, tokenTypeOf } from '../../../../engine/token/encode-token-response.ts';
import { updateToken } from '../../../../engine/token/update-token.ts';
import { type EpochSeconds, epochSeconds } from '../../../../protocol/units.ts';
import { CallerError } from '../../caller-error.ts';
import { type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { explainCodes } from '../../explanations/explain-codes.ts';
import { resultOf } from '../../oauth-result.ts';
import { readOptions } from '../../read-token-options.ts';
import { recordEvent } from '../../record-event.ts';
import { refuseMembers } from '../../refuse-members.ts';
import type { ResultCodes } from '../../result-codes.ts';
import { authorizationDetails, describeDetails, readDetails } from '../../schemas/authorization-details.ts';
import { optionalText, optionalTexts, properties } from '../../schemas/members.ts';
import { given } from '../../unset.ts';
import { formatIssued } from '../token/describe-issued.ts';
import { refusedManagement } from './refused-management.ts';

const codes: ResultCodes = { area: '135', byReason: { 'unknown access token': 'A135205' } };

/** Milliseconds to seconds; zero and less say nothing. */
function readTime(member: string, time: number | undefined, now: EpochSeconds): EpochSeconds | undefined {
  if (time === undefined || time <= 0) return undefined;
  const at = Math.floor(time / 1000);
  if (at > now + maxLifetime) throw new CallerError('wrongMember', `The member ${member} is too far away.`);
  return epochSeconds(at);
}

const flag = (description: string) => Type.Optional(Type.Boolean({ description }));
const time = (description: string) => Type.Optional(Type.Integer({ description }));

/** Changes an access token. */
export const updateTokenOperation: EngineOperation = serviceOperation({
  name: 'authTokenUpdateApi',
  method: 'POST',
  path: '/auth/token/update',
  command: ['token management', 'update'],
  summary: 'Change an access token.',
  description: 'What is left out stays. A JWT is not signed anew unless its value is updated: what counts is what introspection says.',
  right: 'use_service',
  body: Type.Object({
    accessToken: optionalText('The access token.'),
    accessTokenHash: optionalText('What lists of tokens call it, in place of it.'),
    tokenId: optionalText('Its id, in place of it.'),
    accessTokenExpiresAt: time('When it ends, in milliseconds since 1970.'),
    scopes: optionalTexts('Its scopes; those that the client may not have are left out.'),
    properties,
    accessTokenExpiresAtUpdatedOnScopeUpdate: flag('Let it live its whole lifetime again if scopes are given.'),
    refreshTokenExpiresAt: time('When its refresh token ends, in milliseconds since 1970.'),
    refreshTokenExpiresAtUpdatedOnScopeUpdate: flag('Let its refresh token live its whole lifetime again if scopes are given.'),
    accessTokenValueUpdated: flag('Give it another value; the one it had is worth nothing any more.'),
    accessTokenPersistent: flag('Let it live a hundred years.'),
    certificateThumbprint: optionalText('The SHA-256 of the client certificate it is bound to, in base64url.'),
    dpopKeyThumbprint: optionalText('The thumbprint of the DPoP key it is bound to.'),
    authorizationDetails: Type.Optional(authorizationDetails),
    forExternalAttachment: flag('Not supported.'),
  }),
  refusals: explainCodes(codes),
  example: { accessToken: '$ACCESS_TOKEN', scopes: ['read'] },
  async run(call) {
    const { body, service, rooms } = call;
    const { engine } = rooms;
    refuseMembers(body, ['forExternalAttachment']);
    const named = given(body.accessToken) ?? given(body.accessTokenHash) ?? given(body.tokenId);
    if (named === undefined) throw new CallerError('wrongMember', 'The member accessToken is missing.');
    const now = engine.clock();
    const update: TokenUpdate = {
      expiresAt:
        body.accessTokenPersistent === true
          ? epochSeconds(now + maxLifetime)
          : readTime('accessTokenExpiresAt', body.accessTokenExpiresAt, now),
      refreshExpiresAt: readTime('refreshTokenExpiresAt', body.refreshTokenExpiresAt, now),
      scopes: body.scopes,
      isProlongedByScopes: body.accessTokenExpiresAtUpdatedOnScopeUpdate,
      isRefreshProlongedByScopes: body.refreshTokenExpiresAtUpdatedOnScopeUpdate,
      properties: readOptions({ properties: body.properties }).properties,
      authorizationDetails: body.authorizationDetails && readDetails(body.authorizationDetails),
      jkt: given(body.dpopKeyThumbprint),
      certificateThumbprint: given(body.certificateThumbprint),
    };
    const isReplaced = body.accessTokenValueUpdated === true;
    const decision = await updateToken(engine, service, named, update, isReplaced);
    if (decision.action === 'refuse') return refusedManagement(codes, decision.error);
    const { accessToken, refreshExpiresAt, issued } = decision;
    recordEvent(call, { event: 'token_updated', target: `access_token:${accessToken.id}`, details: { is_replaced: isReplaced } });
    return {
      body: {
        ...resultOf('A135001', 'The access token is changed.'),
        action: 'OK',
        ...(issued === undefined
          ? { accessToken: given(body.accessToken) }
          : formatIssued(issued, (await encodeTokenResponse(engine, issued, now)).access_token)),
        accessTokenExpiresAt: accessToken.expiresAt * 1000,
        refreshTokenExpiresAt: refreshExpiresAt && refreshExpiresAt * 1000,
        scopes: accessToken.scopes,
        properties: accessToken.properties,
        authorizationDetails: accessToken.authorizationDetails && describeDetails(accessToken.authorizationDetails),
        tokenType: tokenTypeOf(accessToken),
        forExternalAttachment: false,
        tokenId: accessToken.id,
      },
    };
  },
});

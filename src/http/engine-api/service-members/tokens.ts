import Type from 'typebox';
import { findSigningAlgorithm, signingAlgorithms } from '../../../engine/keys/signing-algorithms.ts';
import type { Service } from '../../../engine/model/service.ts';
import { defaultServiceSettings } from '../../../engine/services/create-service.ts';
import { seconds } from '../../../protocol/units.ts';
import { CallerError } from '../caller-error.ts';
import { member } from '../member-table.ts';
import { constant, flag, lifetime, type ServiceMember } from './service-member.ts';

const accessTokenSignAlg: ServiceMember = member({
  name: 'accessTokenSignAlg',
  schema: Type.String({
    description: `Makes access tokens JWTs that are signed so: ${signingAlgorithms.join(', ')}; \`NONE\` makes them opaque.`,
  }),
  fields: ['tokenRules.accessTokenAlg'],
  read: ({ accessTokenFormat, tokenRules }) => (accessTokenFormat === 'jwt' ? tokenRules.accessTokenAlg : undefined),
  write: (name, service: Service): Service => {
    if (name === '' || name === 'NONE') return { ...service, accessTokenFormat: 'opaque' };
    const accessTokenAlg = findSigningAlgorithm(name);
    if (accessTokenAlg === undefined)
      throw new CallerError('wrongMember', `The member accessTokenSignAlg has the value ${name}, which is not supported.`);
    return { ...service, accessTokenFormat: 'jwt', tokenRules: { ...service.tokenRules, accessTokenAlg } };
  },
});

/** What an answer may be lost for: a refresh token that was just used gets the same answer again. */
const refreshTokenIdempotent: ServiceMember = member({
  name: 'refreshTokenIdempotent',
  schema: Type.Boolean({ description: 'Answer a refresh token that was just used the same once more.' }),
  fields: ['refreshLeeway'],
  read: ({ refreshLeeway }) => refreshLeeway > 0,
  write: (isIdempotent, service: Service): Service => {
    if (isIdempotent === service.refreshLeeway > 0) return service;
    return { ...service, refreshLeeway: isIdempotent ? defaultServiceSettings.refreshLeeway : seconds(0) };
  },
});

/** How a service's tokens live, and what they are. */
export const tokenMembers: readonly ServiceMember[] = [
  lifetime('accessTokenDuration', 'How long access tokens live, in seconds.', {
    field: 'accessTokenLifetime',
    read: ({ accessTokenLifetime }) => accessTokenLifetime,
    write: (accessTokenLifetime, service) => ({ ...service, accessTokenLifetime }),
  }),
  lifetime('refreshTokenDuration', 'How long refresh tokens live, in seconds.', {
    field: 'refreshTokenLifetime',
    read: ({ refreshTokenLifetime }) => refreshTokenLifetime,
    write: (refreshTokenLifetime, service) => ({ ...service, refreshTokenLifetime }),
  }),
  lifetime('idTokenDuration', 'How long ID tokens live, in seconds; as long as the access token beside it if never said.', {
    field: 'tokenRules.idTokenLifetime',
    read: ({ tokenRules }) => tokenRules.idTokenLifetime,
    write: (idTokenLifetime, service) => ({ ...service, tokenRules: { ...service.tokenRules, idTokenLifetime } }),
  }),
  constant(
    'accessTokenType',
    Type.String({ description: 'How access tokens are presented, unless they are bound to a DPoP key.' }),
    'Bearer',
  ),
  accessTokenSignAlg,
  flag('refreshTokenKept', 'tokenRules', 'refreshTokensKept', 'Keep the refresh token at a refresh, instead of rotating it.'),
  flag(
    'refreshTokenDurationReset',
    'tokenRules',
    'refreshLifetimeReset',
    'Let a refresh token that is kept live its whole lifetime again.',
  ),
  flag('refreshTokenDurationKept', 'tokenRules', 'refreshEndKept', 'Let a rotated refresh token end when the first one would have.'),
  refreshTokenIdempotent,
  flag('tokenExpirationLinked', 'tokenRules', 'expirationLinked', 'End access tokens with their refresh tokens at the latest.'),
  flag(
    'singleAccessTokenPerSubject',
    'tokenRules',
    'singlePerSubject',
    "End a client's earlier tokens for a person when it gets new ones.",
  ),
  flag(
    'openidDroppedOnRefreshWithoutOfflineAccess',
    'tokenRules',
    'openidNeedsOfflineAccess',
    'Leave `openid` out of refreshes where `offline_access` was not granted.',
  ),
  flag(
    'tlsClientCertificateBoundAccessTokens',
    'bindingRules',
    'certificateBindingOffered',
    'Bind tokens to TLS client certificates where clients want it.',
  ),
  flag('dpopNonceRequired', 'bindingRules', 'dpopNonceRequired', 'Demand a nonce of ours in DPoP proofs.'),
  lifetime('dpopNonceDuration', 'How long a nonce is good at least, in seconds; twice as long at most.', {
    field: 'bindingRules.dpopNonceLifetime',
    read: ({ bindingRules }) => bindingRules.dpopNonceLifetime,
    write: (dpopNonceLifetime, service) => ({ ...service, bindingRules: { ...service.bindingRules, dpopNonceLifetime } }),
  }),
  flag(
    'claimShortcutRestrictive',
    'tokenRules',
    'scopeClaimsRestricted',
    'Keep claims that only a scope asks for out of ID tokens: they are at userinfo. The pages of the service itself always do.',
  ),
  flag('idTokenReissuable', 'tokenRules', 'idTokenReissuable', 'Let the front end write the ID tokens of refreshes itself.'),
  constant('idTokenAudType', Type.String({ description: 'How `aud` is written in ID tokens, unless a call says otherwise.' }), 'string'),
];

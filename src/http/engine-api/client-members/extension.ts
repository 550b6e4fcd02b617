import Type from 'typebox';
import { type Seconds, seconds } from '../../../protocol/units.ts';
import { CallerError } from '../caller-error.ts';
import { type ClientMember, count, flag, member } from './shown-client.ts';

const schema = Type.Object(
  {
    requestableScopes: Type.Optional(Type.Union([Type.Array(Type.String()), Type.Null()], { description: 'The scopes it may have.' })),
    requestableScopesEnabled: Type.Optional(flag('Whether it may have no other. Left out: if `requestableScopes` says any.')),
    accessTokenDuration: Type.Optional(count('How long its access tokens live at most, in seconds; 0: as long as the service says.')),
    refreshTokenDuration: Type.Optional(count('How long its refresh tokens live at most.')),
    idTokenDuration: Type.Optional(count('How long its ID tokens live at most.')),
    tokenExchangePermitted: Type.Optional(flag('Not supported: must be false.')),
  },
  { $id: 'EngineClientExtension', description: 'Scopes and lifetimes that whoever runs the service lays down for it.' },
);

/** Libraries send 0 for what nobody set. */
const lifetime = (duration: number | undefined): Seconds | undefined =>
  duration === undefined || duration === 0 ? undefined : seconds(duration);

function requestable(scopes: readonly string[] | null | undefined, isEnabled: boolean | undefined): readonly string[] | undefined {
  const named = scopes ?? [];
  if (isEnabled === false && named.length > 0)
    throw new CallerError('wrongMember', 'The member extension.requestableScopes needs requestableScopesEnabled.');
  return isEnabled === true || named.length > 0 ? named : undefined;
}

/** Scopes and lifetimes. */
export const extension: ClientMember = member({
  name: 'extension',
  schema,
  fields: ['allowed_scopes', 'access_token_lifetime', 'refresh_token_lifetime', 'id_token_lifetime'],
  read: ({ client: { allowedScopes, terms } }) => ({
    requestableScopes: allowedScopes,
    requestableScopesEnabled: allowedScopes !== undefined,
    accessTokenDuration: terms.accessTokenLifetime ?? 0,
    refreshTokenDuration: terms.refreshTokenLifetime ?? 0,
    idTokenDuration: terms.idTokenLifetime ?? 0,
  }),
  write: (value, input) => {
    if (value.tokenExchangePermitted === true)
      throw new CallerError('wrongMember', 'The member extension.tokenExchangePermitted is not supported.');
    return {
      ...input,
      allowedScopes: requestable(value.requestableScopes, value.requestableScopesEnabled),
      terms: {
        ...input.terms,
        accessTokenLifetime: lifetime(value.accessTokenDuration),
        refreshTokenLifetime: lifetime(value.refreshTokenDuration),
        idTokenLifetime: lifetime(value.idTokenDuration),
      },
    };
  },
});

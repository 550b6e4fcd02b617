import Type, { type TInteger, type TOptional } from 'typebox';
import { type OptionalText, optionalText, properties } from '../../schemas/members.ts';

/** What a front end may say of tokens that a client asked for. */
export const optionMembers: {
  readonly properties: typeof properties;
  readonly accessToken: OptionalText;
  readonly jwtAtClaims: OptionalText;
  readonly accessTokenDuration: TOptional<TInteger>;
  readonly refreshTokenDuration: TOptional<TInteger>;
} = {
  properties,
  accessToken: optionalText('The access token to issue, in place of one that is made here.'),
  jwtAtClaims: optionalText('More claims for an access token that is a JWT: the text of a JSON object.'),
  accessTokenDuration: Type.Optional(Type.Integer({ description: 'How long the access token lives, in seconds.' })),
  refreshTokenDuration: Type.Optional(Type.Integer({ description: 'How long the refresh token lives, in seconds.' })),
};

import Type, { type TObject, type TUnsafe } from 'typebox';
import type { TokenCreation } from '../../../../engine/token/create-token.ts';
import type { BatchedCreation } from '../../../../engine/token/create-tokens.ts';
import { type EpochSeconds, epochSeconds } from '../../../../protocol/units.ts';
import { CallerError } from '../../caller-error.ts';
import type { ServiceCall } from '../../engine-operation.ts';
import { type OptionsBody, readOptions } from '../../read-token-options.ts';
import { refuseMembers } from '../../refuse-members.ts';
import { authorizationDetails, type DetailsBody, readDetails } from '../../schemas/authorization-details.ts';
import { optionalText, optionalTexts, properties } from '../../schemas/members.ts';
import { given } from '../../unset.ts';
import { grantTypeNames } from '../../wire-names.ts';

const flag = (description: string) => Type.Optional(Type.Boolean({ description }));
const duration = (description: string) => Type.Optional(Type.Integer({ description }));

const members: TObject = Type.Object(
  {
    grantType: Type.Enum([...grantTypeNames.names], { description: 'What the tokens stand for; it is only told later.' }),
    clientId: Type.Optional(Type.Integer({ description: "The client's number." })),
    clientIdentifier: optionalText("The client's number or alias, in place of `clientId`."),
    subject: optionalText('Whom they speak for; needed unless the grant type is `CLIENT_CREDENTIALS`.'),
    scopes: optionalTexts("Their scopes; the client's or service's defaults if left out."),
    accessTokenDuration: duration('How long the access token lives, in seconds; as the service says if left out.'),
    refreshTokenDuration: duration('How long the refresh token lives, in seconds; as the service says if left out.'),
    properties,
    clientIdAliasUsed: flag('Accepted, and changes nothing: tokens name clients by their aliases.'),
    clientEntityIdUsed: flag('Not supported.'),
    metadataDocumentUsed: flag('Accepted, and changes nothing: clients with documents are named by their URL.'),
    accessToken: optionalText('The access token, where another server made it.'),
    refreshToken: optionalText('The refresh token, where another server made it.'),
    accessTokenPersistent: flag('Make the access token live a hundred years.'),
    certificateThumbprint: optionalText('The SHA-256 of the client certificate they are bound to, in base64url.'),
    dpopKeyThumbprint: optionalText('The thumbprint of the DPoP key they are bound to.'),
    authorizationDetails: Type.Optional(authorizationDetails),
    resources: optionalTexts('The resources they are for.'),
    forExternalAttachment: flag('Not supported.'),
    jwtAtClaims: optionalText('More claims for an access token that is a JWT: the text of a JSON object.'),
    acr: optionalText('How well the subject proved who they are.'),
    authTime: Type.Optional(Type.Integer({ description: 'When they did, in seconds since 1970.' })),
    sessionId: optionalText('The session they did it in.'),
  },
  { $id: 'EngineTokenCreation' },
);

/** One call for tokens. */
export interface CreationBody extends OptionsBody {
  readonly grantType: string;
  readonly clientId?: number;
  readonly clientIdentifier?: string;
  readonly subject?: string;
  readonly scopes?: readonly string[];
  readonly clientEntityIdUsed?: boolean;
  readonly certificateThumbprint?: string;
  readonly dpopKeyThumbprint?: string;
  readonly authorizationDetails?: DetailsBody;
  readonly resources?: readonly string[];
  readonly forExternalAttachment?: boolean;
  readonly acr?: string;
  readonly authTime?: number;
  readonly sessionId?: string;
}

/** The members of tokens that are made without a token request. */
export const creationMembers: TUnsafe<CreationBody> = Type.Unsafe<CreationBody>(members);

/** Grant types that never bring a refresh token (RFC 6749 §4.2.2, §4.4.3). */
const withoutRefresh: ReadonlySet<string> = new Set(['IMPLICIT', 'CLIENT_CREDENTIALS']);
const forItself = 'CLIENT_CREDENTIALS';

const readTime = (time: number | undefined): EpochSeconds | undefined => (time === undefined || time <= 0 ? undefined : epochSeconds(time));

/**
 * Reads one call for tokens.
 *
 * @throws CallerError naming a member that is wrong, missing or not supported.
 */
export function readCreation({ service }: Pick<ServiceCall, 'service'>, body: CreationBody): BatchedCreation {
  refuseMembers(body, ['clientEntityIdUsed', 'forExternalAttachment']);
  const clientId = given(body.clientIdentifier) ?? (body.clientId === undefined ? undefined : String(body.clientId));
  if (clientId === undefined) throw new CallerError('wrongMember', 'The member clientId is missing.');
  const subject = body.grantType === forItself ? undefined : given(body.subject);
  if (subject === undefined && body.grantType !== forItself) throw new CallerError('wrongMember', 'The member subject is missing.');
  const creation: TokenCreation = {
    service,
    clientId,
    isRefreshable: !withoutRefresh.has(body.grantType),
    wanted: {
      grantType: grantTypeNames.toValue(body.grantType),
      subject,
      scopes: body.scopes,
      resources: body.resources,
      authorizationDetails: body.authorizationDetails && readDetails(body.authorizationDetails),
      jkt: given(body.dpopKeyThumbprint),
      certificateThumbprint: given(body.certificateThumbprint),
      authTime: readTime(body.authTime),
      acr: given(body.acr),
      sessionId: given(body.sessionId),
    },
  };
  return { creation, options: readOptions(body) };
}

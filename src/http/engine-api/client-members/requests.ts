import Type from 'typebox';
import { authorizationCode } from '../../../engine/grants/authorization-code.ts';
import { seconds } from '../../../protocol/units.ts';
import { CallerError } from '../caller-error.ts';
import { grantTypeWords, profileWords, responseModeWords, responseTypeWords, signatureAlgorithmWords } from '../schemas/words.ts';
import { type ClientMember, count, described, flag, member, setting, term, texts } from './shown-client.ts';

const algorithm = signatureAlgorithmWords;
const filled = <Entry>(list: readonly Entry[]): readonly Entry[] | undefined => (list.length === 0 ? undefined : list);

/** There is one response type, and it goes with its grant type. */
const responseTypes: ClientMember = member({
  name: 'responseTypes',
  schema: Type.Array(responseTypeWords.schema, {
    description: 'What it may ask the authorization endpoint for: `CODE`, with its grant type.',
  }),
  read: ({ client }) => (client.grantTypes.includes(authorizationCode.name) ? ['CODE'] : undefined),
  write: (words, input) => {
    const other = words.find((word) => word !== 'CODE');
    if (other !== undefined) throw new CallerError('wrongMember', `The member responseTypes may have CODE, and not ${other}.`);
    if (words.length > 0 && input.grantTypes?.includes(authorizationCode.name) === false)
      throw new CallerError('wrongMember', 'The member responseTypes needs AUTHORIZATION_CODE among grantTypes.');
    return input;
  },
});

/** What it may ask for, and how. */
export const requestMembers: readonly ClientMember[] = [
  setting(
    'grantTypes',
    Type.Array(grantTypeWords.schema, { description: 'Left out: every grant type that its kind of client may use.' }),
    'grant_types',
    ({ grantTypes }) => grantTypes.map(grantTypeWords.toWord),
    (words) => ({ grantTypes: words.map(grantTypeWords.toWire) }),
  ),
  responseTypes,
  setting(
    'redirectUris',
    texts('Where answers may be sent.'),
    'redirect_uris',
    ({ redirectUris }) => redirectUris,
    (redirectUris) => ({ redirectUris }),
  ),
  term(
    'responseModes',
    Type.Array(responseModeWords.schema, { description: 'How answers may travel. Left out: as it asks.' }),
    'response_modes',
    ({ responseModes }) => responseModes?.map(responseModeWords.toWord),
    (words) => ({ responseModes: filled(words.map(responseModeWords.toWire)) }),
  ),
  setting(
    'requestUris',
    texts('Where it keeps signed requests.'),
    'request_uris',
    ({ requestRules }) => filled(requestRules.requestUris),
    (requestUris) => ({ requestUris }),
  ),
  setting(
    'parRequired',
    flag('Whether its requests must be pushed (RFC 9126 §6).'),
    'require_pushed_authorization_requests',
    ({ requestRules }) => requestRules.requirePushed,
    (value) => ({ requirePushedAuthorizationRequests: value }),
  ),
  setting(
    'requestObjectRequired',
    flag('Whether its requests must be signed (RFC 9101 §10.5).'),
    'require_signed_request_object',
    ({ requestRules }) => requestRules.requireSigned,
    (value) => ({ requireSignedRequestObject: value }),
  ),
  setting(
    'requestSignAlg',
    described(algorithm.schema, 'What its requests are signed with. Left out: with any algorithm we know.'),
    'request_object_signing_alg',
    ({ requestRules }) => requestRules.signingAlg && algorithm.toWord(requestRules.signingAlg),
    (word) => ({ requestObjectSigningAlg: algorithm.toWire(word) }),
  ),
  setting(
    'pkceRequired',
    flag('Whether it must use PKCE. Public clients, and those that registered themselves, must whatever this says.'),
    'pkce_required',
    ({ pkceRequired }) => pkceRequired,
    (pkceRequired) => ({ pkceRequired }),
  ),
  term(
    'pkceS256Required',
    flag('Whether a request with a challenge must say that it was made by S256; no other method is taken in any case.'),
    'challenge_method_required',
    ({ challengeMethodRequired }) => challengeMethodRequired,
    (challengeMethodRequired) => ({ challengeMethodRequired }),
  ),
  setting(
    'defaultMaxAge',
    count('How many seconds ago people may have signed in, where a request does not say; 0: any time ago.'),
    'default_max_age',
    ({ requestRules }) => requestRules.defaultMaxAge,
    (value) => (value === 0 ? {} : { defaultMaxAge: seconds(value) }), // libraries send 0 for what nobody set
  ),
  setting(
    'defaultAcrs',
    texts('The authentication context classes it wants where a request names none.'),
    'default_acr_values',
    ({ requestRules }) => filled(requestRules.defaultAcrValues),
    (defaultAcrValues) => ({ defaultAcrValues }),
  ),
  setting(
    'authorizationDetailsTypes',
    texts('The types of authorization details it may ask for. Left out: every type of the service.'),
    'authorization_details_types',
    ({ requestRules }) => requestRules.detailTypes,
    (authorizationDetailsTypes) => ({ authorizationDetailsTypes }),
  ),
  setting(
    'fapiModes',
    Type.Array(profileWords.schema, { description: 'The FAPI profiles it keeps, beyond those of the service.' }),
    'profiles',
    ({ profiles }) => filled(profiles.map(profileWords.toWord)),
    (words) => ({ profiles: words.map(profileWords.toWire) }),
  ),
  setting(
    'authorizationSignAlg',
    described(algorithm.schema, 'What answers are signed with, where it wants them signed (JARM §3). Left out: as the service does.'),
    'authorization_signed_response_alg',
    (client) => client.authorizationSignedResponseAlg && algorithm.toWord(client.authorizationSignedResponseAlg),
    (word) => ({ authorizationSignedResponseAlg: algorithm.toWire(word) }),
  ),
];

import { type Explanations, explanation } from './explanation.ts';

const signInAgain = 'Start over with a new authorization.';

/** Codes of token requests, and of what is asked about tokens. */
export const tokenExplanations: Explanations = {
  A050304: explanation(
    'The authorization code was used before: everything that was issued for it has ended.',
    `${signInAgain} Find out who sends the code twice.`,
  ),
  A050305: explanation('The authorization code is unknown.', `${signInAgain} Send the code as it came.`),
  A050306: explanation('The authorization code is of another client.', 'Redeem it as the client that asked for it.'),
  A050307: explanation('The authorization code has expired.', `${signInAgain} Redeem the code at once.`),
  A050309: explanation('The redirect_uri is not that of the authorization request.', 'Send the same one, letter by letter.'),
  A050312: explanation('The code_verifier is missing.', 'Send the verifier of the code_challenge.'),
  A050315: explanation(
    'The code_verifier does not match the code_challenge.',
    'Send the verifier that the challenge was made from: BASE64URL(SHA-256(verifier)).',
  ),
  A050317: explanation('There is a code_verifier, and the authorization request had no code_challenge.', 'Send both or neither.'),
  A052301: explanation('A public client cannot have tokens for itself.', 'Use a confidential client for client_credentials.'),
  A053305: explanation('The refresh token is unknown.', `Send it as it came. ${signInAgain}`),
  A053306: explanation('The refresh token is of another client.', 'Use it as the client that got it.'),
  A053307: explanation('The refresh token has expired.', signInAgain),
  A053308: explanation(
    'The refresh token was used before: everything of its grant has ended.',
    `${signInAgain} Find out which of your processes keeps an old copy.`,
  ),
  A053309: explanation('The grant of the refresh token was revoked.', signInAgain),
  A054201: explanation('The ticket is unknown, or has expired.', 'Hand in the ticket of `token process` within its time.'),
  A054202: explanation('The ticket was used already.', 'A ticket is good once: let the client ask again.'),
  A067201: explanation('The ticket was used already, has expired, or was never made.', 'A ticket is good once: let the client ask again.'),
  A067301: explanation('The name or the password is wrong.', 'Ask the person for them again.'),
  A242303: explanation('The device code is unknown.', 'Start over at the device authorization endpoint.'),
  A242304: explanation('The device code is of another client.', 'Poll as the client that asked for it.'),
  A242305: explanation('The device code was used already.', 'Stop polling: the tokens were issued.'),
  A242306: explanation('What was approved was withdrawn before the device asked.', 'Start over at the device authorization endpoint.'),
  A242307: explanation('Nobody has decided yet.', 'Go on polling, at the interval you were given.'),
  A242308: explanation('The device polls too often.', 'Wait five seconds more between two requests from now on.'),
  A242309: explanation('The device code has expired.', 'Start over at the device authorization endpoint.'),
  A242310: explanation('The person denied the request.', 'Nothing to repair. Ask again only when the person asks you to.'),
  A242311: explanation('The request came to nothing at the front end.', 'Start over at the device authorization endpoint.'),
  A250302: explanation('The parameter subject_token_type is missing.', 'Say what kind of token subject_token is (RFC 8693 §3).'),
  A311305: explanation(
    'The client may not exchange tokens.',
    'Set `extension.tokenExchangePermitted` of the client, or use a confidential one.',
  ),
  A311306: explanation(
    'The token to exchange is unknown here, or has expired.',
    'Send a live token of this service, or say its right type.',
  ),
  A314309: explanation('The assertion has expired.', 'Make a new one, and set the clock right.'),
  A314310: explanation('The assertion is not signed.', 'Sign it: `alg` must not be `none`.'),
  A314314: explanation('The assertion is for somebody else.', 'Put the issuer or the token endpoint of this service into `aud`.'),
  A379201: explanation(
    'The ID token cannot be made anew.',
    'Read resultMessage. It takes live tokens of one refresh, with the scope openid.',
  ),
  A056301: explanation('The access token is unknown.', 'Send it as it came, to the service that made it.'),
  A056302: explanation('The access token has expired.', 'Refresh it.'),
  A056303: explanation('The call has no token.', 'Hand on the token of the Authorization header.'),
  A088302: explanation('The access token is unknown.', 'Send it as it came, to the service that made it.'),
  A088303: explanation('The access token has expired.', 'Refresh it.'),
  A088305: explanation('The access token lacks the scope openid.', 'Ask for `openid` in the authorization request.'),
  A109217: explanation('The value that was given for a token is one that was used before.', 'Give another value, or none.'),
  A116302: explanation('The client that revokes a token did not say who it is.', 'Send its credentials, or `client_id` if it is public.'),
  A135205: explanation('The access token is unknown.', 'Name it by its value, its id, or what lists of tokens call it.'),
};

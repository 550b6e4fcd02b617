import { type Explanations, explanation } from './explanation.ts';

/** Codes that come up at more than one endpoint. */
export const sharedExplanations: Explanations = {
  A008303: explanation(
    'The request_uri was used already, has expired, or was never made.',
    'Push the request again, and open the new request_uri once, in time.',
  ),
  A008304: explanation(
    'The request_uri is not one that the client registered.',
    'Register it as a member of `requestUris`, or push the request.',
  ),
  A008311: explanation(
    'The request object is missing, not signed, or not right.',
    'Sign it with a key and an algorithm that the client registered, for the issuer, and let it live for minutes.',
  ),
  A050302: explanation('A parameter is there more than once.', 'Send each parameter once. Only `resource` and `audience` may be repeated.'),
  A157302: explanation(
    'The client is unknown, or did not prove who it is.',
    'Compare the client id and the secret with what `client get` says. Encode both halves of Basic credentials before you join them.',
  ),
  A157357: explanation(
    'The client authenticates in another way than it registered, or than the service offers.',
    'Use the method in its `tokenAuthMethod`, or change that.',
  ),
  A244305: explanation('Nothing says which client asks.', 'Send `client_id` in the form, or Basic credentials in the header.'),
  A249301: explanation('An entry of authorization_details has no type.', 'Give each object a `type`.'),
  A249302: explanation(
    'The type of an authorization detail is unknown, or not for this client.',
    'Use one of `supportedAuthorizationDetailsTypes`, and allow it to the client.',
  ),
  A249304: explanation(
    'The parameter authorization_details is malformed, or asks for more than was granted.',
    'Send a JSON array of objects with a `type`, 8 KiB and 16 entries at most.',
  ),
  A251307: explanation('A resource is no absolute URI.', 'Write it with its scheme: `https://api.example.com`.'),
  A251308: explanation('A resource has a fragment.', 'Leave out what begins with `#`.'),
  A254301: explanation(
    'There is no DPoP proof where one is needed, or it cannot be read.',
    'Send one signed JWT of type `dpop+jwt` in one DPoP header.',
  ),
  A254303: explanation(
    'The DPoP proof is of another request, too old, used before, or wrongly signed.',
    'Make a proof for each request, with its method and its URL, and set the clock right.',
  ),
  A254390: explanation(
    'The DPoP proof lacks the nonce of the server, or has an old one.',
    'Take it from the header DPoP-Nonce of this answer, and try once more.',
  ),
  A295301: explanation(
    'The FAPI profile does not let clients authenticate like this.',
    'Register the client for `PRIVATE_KEY_JWT` or a certificate.',
  ),
  A505302: explanation(
    'What the client says of itself is not right, or could not be had from its URL.',
    'Read error_description: it names the member. A metadata document must be at the client_id itself, public, and JSON.',
  ),
};

import { type Seconds, seconds } from '../../protocol/units.ts';
import { type AuthenticationClass, passwordClass } from './authentication-class.ts';
import type { DetailType } from './detail-type.ts';

/** How authorization requests must come. */
interface RequestRules {
  /** Only from the pushed authorization request endpoint (RFC 9126 §5, §6). */
  readonly requirePushed: boolean;
  /** Only in a JWT that the client signed (RFC 9101 §10.5). */
  readonly requireSigned: boolean;
}

/** How authorization requests must come to a service. */
export interface ServiceRequestRules extends RequestRules {
  /** How long a pushed request waits for the browser (RFC 9126 §2.2 asks for 5 to 600 seconds). */
  readonly pushedLifetime: Seconds;
  /** Whether a request object may leave out `nbf`, though a profile demands it (FAPI 2.0 Message Signing §5.3.1 (3)). */
  readonly nbfOptional: boolean;
  /** The types of authorization details it knows (RFC 9396 §10). */
  readonly detailTypes: readonly DetailType[];
  /** The authentication context classes people can reach, from the lowest to the highest. */
  readonly authenticationClasses: readonly AuthenticationClass[];
}

/** How authorization requests must come from a client, beyond its service's rules. */
export interface ClientRequestRules extends RequestRules {
  /** The one algorithm its request objects are signed with; undefined takes any we support (RFC 9101 §10.5, `request_object_signing_alg`). */
  readonly signingAlg: string | undefined;
  /** The types of authorization details it may ask for; undefined allows all of the service's (RFC 9396 §10). */
  readonly detailTypes: readonly string[] | undefined;
  /** How long ago the person may have signed in, where a request does not say (OpenID Connect Dynamic Client Registration §2). */
  readonly defaultMaxAge: Seconds | undefined;
  /** Whether its ID tokens must say when the person signed in. */
  readonly requireAuthTime: boolean;
  /** The authentication context classes it wants where a request names none, in the order of preference. */
  readonly defaultAcrValues: readonly string[];
  /** Where it keeps request objects: the only addresses one is fetched from (RFC 9101 §10.4, `request_uris`). */
  readonly requestUris: readonly string[];
}

/** A service that takes requests however they come. */
export const plainServiceRules: ServiceRequestRules = {
  requirePushed: false,
  requireSigned: false,
  pushedLifetime: seconds(90),
  nbfOptional: false,
  detailTypes: [],
  authenticationClasses: [passwordClass],
};

/** A client that may send requests however it likes. */
export const plainClientRules: ClientRequestRules = {
  requirePushed: false,
  requireSigned: false,
  signingAlg: undefined,
  detailTypes: undefined,
  defaultMaxAge: undefined,
  requireAuthTime: false,
  defaultAcrValues: [],
  requestUris: [],
};

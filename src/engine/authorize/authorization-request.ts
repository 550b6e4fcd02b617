import type { Parameters } from '../../protocol/form.ts';
import type { Seconds } from '../../protocol/units.ts';
import type { AcrRequest } from '../authentication/acr-request.ts';
import type { DocumentOptions } from '../cimd/document-options.ts';
import type { Details } from '../details/decide-details.ts';
import type { Authentication } from '../model/authentication.ts';
import type { ClaimsRequest } from '../model/claims-request.ts';
import type { ClientSource } from '../model/client.ts';
import type { Service } from '../model/service.ts';
import type { SigningAlgorithm } from '../model/signing-key.ts';
import type { ResponseMode } from './response-modes.ts';

/** The person at the browser, as far as the engine knows one. Without an `acr` their methods tell which class they reached. */
export interface AuthenticatedSubject extends Authentication {
  readonly subject: string;
}

/** A request to the authorization endpoint, before anybody is signed in. */
export interface AuthorizationRequest {
  readonly service: Service;
  /** The query (or the form): RFC 6749 §3.1. */
  readonly parameters: Parameters;
  /** Whether it cannot come back as it came, as a long form cannot: it is kept then. @default false */
  readonly mustPark?: boolean;
  /** What a front end allows for the client's metadata document. @default what the service allows */
  readonly documentOptions?: DocumentOptions | undefined;
}

/** What a request says of the person. */
export interface Interaction {
  /** `prompt=none`: the client wants an answer without a page. */
  readonly mayInteract: boolean;
  /** `prompt=login`, `select_account` or `max_age=0`: whoever is signed in has to sign in for this request. */
  readonly mustSignIn: boolean;
  /** `max_age`: how long ago the person may have signed in. */
  readonly maxAge: Seconds | undefined;
  /** `acr_values`: how well the person is to prove who they are. */
  readonly acrRequest: AcrRequest;
  /** `login_hint`: what the person may call themselves. Anybody can have written it. */
  readonly loginHint: string | undefined;
  /** `id_token_hint`, as it was sent: an ID token of ours that names the person the client knows. */
  readonly idTokenHint: string | undefined;
}

/** What the request comes to, once it passed: all of it may be shown to the person who decides. */
export interface ValidAuthorization extends Interaction {
  readonly clientNumber: number;
  readonly clientId: string;
  readonly clientName: string;
  readonly clientIcon: string;
  readonly clientSource: ClientSource;
  /** Where the answer goes. */
  readonly redirectUri: string;
  /** As sent; undefined if it was left to the registered one. */
  readonly requestedRedirectUri: string | undefined;
  readonly scopes: readonly string[];
  readonly resources: readonly string[];
  readonly authorizationDetails: Details;
  /** The claims that are asked for one by one; undefined if none are. */
  readonly claimsRequest: ClaimsRequest | undefined;
  readonly state: string | undefined;
  readonly nonce: string | undefined;
  readonly codeChallenge: string | undefined;
  /** The key the code will be redeemed with (RFC 9449 §10). */
  readonly dpopJkt: string | undefined;
  /** How the answer travels. */
  readonly responseMode: ResponseMode;
  /** What it is signed with, if it is signed. */
  readonly answerAlgorithm: SigningAlgorithm;
}

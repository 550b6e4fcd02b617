import type { OctokitResponse, RequestInterface } from '../../request/request-types.ts';
import type { ClientType } from '../user-authentication.ts';

/** What every method needs to know of the app. */
export interface ClientOptions {
  clientType: ClientType;
  clientId: string;
  clientSecret?: string | undefined;
  /** @default one over `fetch` to api.github.com */
  request?: RequestInterface | undefined;
}

/** A token as a method reads it from an answer. */
export interface MethodAuthentication {
  clientType: ClientType;
  clientId: string;
  clientSecret?: string;
  token: string;
  scopes?: string[];
  refreshToken?: string;
  expiresAt?: string;
  refreshTokenExpiresAt?: string;
}

/** GitHub's answer, and the token in it. */
export type MethodResponse = OctokitResponse & { authentication: MethodAuthentication };

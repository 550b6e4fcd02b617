import { findDemands, type ProfileHolder } from './find-demands.ts';

/** How a client is about to authenticate. */
export interface UsedClientAuth {
  /** The method's wire value. */
  readonly method: string;
  /** What its assertion is signed with; undefined for methods without one. */
  readonly algorithm: string | undefined;
}

/** Which rule of a profile a client's authentication breaks, for the log; undefined if none. */
export function findClientAuthFault(
  service: ProfileHolder,
  client: ProfileHolder,
  { method, algorithm }: UsedClientAuth,
): string | undefined {
  const { clientAuthMethods, signingAlgorithms } = findDemands(service, client);
  if (clientAuthMethods !== undefined && !clientAuthMethods.value.includes(method)) {
    return `${clientAuthMethods.clause}: ${method} is not allowed`;
  }
  if (signingAlgorithms !== undefined && algorithm !== undefined && !signingAlgorithms.value.includes(algorithm)) {
    return `${signingAlgorithms.clause}: an assertion signed with ${algorithm.slice(0, 32)}`;
  }
  return undefined;
}

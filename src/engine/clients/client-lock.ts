import { OAuthError } from '../../protocol/oauth-error.ts';

/** The reason of every refusal that is due to a lock: whoever runs the service is told of it, the client is not. */
export const clientLocked = 'the client is locked';

/** Refuses a client that is locked, in the words for one that could not prove itself. */
export const lockedClientError = (): OAuthError => new OAuthError('invalid_client', 'Client authentication failed.', clientLocked);

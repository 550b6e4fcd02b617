import type { Provider } from '../../../broker/model/provider.ts';
import type { Rooms } from '../../context.ts';
import { ApiError } from '../api-error.ts';

/**
 * The provider of that id.
 *
 * @throws ApiError 404 if none is configured.
 */
export function getProvider({ broker }: Rooms, id: string): Provider {
  const provider = broker.providers.find((candidate) => candidate.id === id);
  if (provider === undefined) throw new ApiError(404, 'Resource not found or you do not have access to this resource.');
  return provider;
}

/** The error for an account that is not linked. */
export const noSuchAccount = (account: string | undefined): ApiError =>
  new ApiError(
    404,
    account === undefined ? 'You have no account linked with this provider.' : `You have not linked the account ${account}.`,
  );

/** The error for a provider whose accounts are linked in the browser only. */
export const noDeviceFlow = (provider: Provider): ApiError =>
  new ApiError(400, `${provider.displayName} is not linked by device.`, {
    detail: 'The device flow is not switched on for this provider.',
  });

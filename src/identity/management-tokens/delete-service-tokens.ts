import type { Identity } from '../ports.ts';

/** Deletes the tokens of a service that is gone. */
export async function deleteServiceTokens({ commit }: Pick<Identity, 'commit'>, serviceId: number): Promise<void> {
  await commit([{ change: 'delete_management_tokens_of_service', serviceId }]);
}

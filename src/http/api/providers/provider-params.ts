import Type from 'typebox';
import type { EffectiveProvider } from '../../../broker/provider-settings/effective-providers.ts';
import type { Rooms } from '../../context.ts';
import { ApiError } from '../api-error.ts';

/** Which provider. */
export const providerIdParams: Type.TObject<{ id: Type.TString }> = Type.Object({
  id: Type.String({ maxLength: 64, description: "The provider's id." }),
});

/** There is none of that id. */
export const noSuchProvider = (): ApiError => new ApiError(404, 'Resource not found or you do not have access to this resource.');

/**
 * The provider of that id, usable or not.
 *
 * @throws ApiError 404
 */
export function getEffective({ catalog }: Rooms, id: string): EffectiveProvider {
  const found = catalog.effective.find((provider) => provider.id === id);
  if (found === undefined) throw noSuchProvider();
  return found;
}

import type { EffectiveProvider } from '../../../broker/provider-settings/effective-providers.ts';
import type { SaveOutcome } from '../../../broker/provider-settings/save-provider.ts';
import { ApiError } from '../api-error.ts';
import { noSuchProvider } from './provider-params.ts';

/** What was saved: the provider, and the names of the fields that changed. */
export interface SavedProvider {
  readonly provider: EffectiveProvider;
  readonly fields: readonly string[];
}

/**
 * What was saved.
 *
 * @throws ApiError saying why nothing was
 */
export function savedProvider(outcome: SaveOutcome): SavedProvider {
  switch (outcome.outcome) {
    case 'saved':
      return outcome;
    case 'rejected':
      throw new ApiError(400, 'The settings cannot be used.', { validations: outcome.faults });
    case 'exists':
      throw new ApiError(409, `There is a provider ${outcome.id} already.`, { detail: 'Change it, or give the new one an id of its own.' });
    case 'not_found':
      throw noSuchProvider();
    case 'stale':
      throw new ApiError(409, 'Somebody else changed the provider meanwhile.', { detail: 'Read it again, and change it then.' });
  }
}

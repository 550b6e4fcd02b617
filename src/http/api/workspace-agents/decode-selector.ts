import type { Selector } from '../../../broker/hand-out/select-provider.ts';
import { ApiError } from '../api-error.ts';

/** The parameters a provider is named by. */
export interface SelectorQuery {
  readonly id?: string;
  readonly match?: string;
  readonly url?: string;
}

/**
 * Decodes which provider is meant: by `id` or by `match`, of which exactly one is given. Clients send both and leave one empty.
 *
 * @throws ApiError 400 if none or both are given.
 */
export function decodeSelector({ id = '', match = '', url = '' }: SelectorQuery): Selector {
  const text = match === '' ? url : match;
  if (id === '' && text === '') throw new ApiError(400, "'id' or 'match' must be given.");
  if (id !== '' && text !== '') throw new ApiError(400, "'id' and 'match' cannot be given together.");
  return id === '' ? { match: text } : { id };
}

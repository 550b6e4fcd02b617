import type { Refusal, RefusalReason } from '../../identity/refusal.ts';
import { ApiError } from './api-error.ts';

const statusByReason: Readonly<Record<RefusalReason, number>> = {
  invalid: 400,
  denied: 403,
  not_found: 404,
  taken: 409,
  ambiguous: 409,
  already_set_up: 409,
  rate_limited: 429,
  unavailable: 503,
};

/**
 * A refusal of identity as the REST API tells it.
 *
 * @param status - another status than the reason's own, e.g. 401 where the caller was to prove who they are
 */
export function identityRefused(
  { reason, message, field, retryAfter }: Refusal,
  status: Partial<Readonly<Record<RefusalReason, number>>> = {},
): ApiError {
  return new ApiError(status[reason] ?? statusByReason[reason], message, {
    ...(field === undefined ? {} : { validations: [{ field, detail: message }] }),
    ...(retryAfter === undefined ? {} : { headers: { 'retry-after': String(retryAfter) } }),
  });
}

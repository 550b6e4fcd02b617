import type { ClientNotFound, RejectClient } from '../../../engine/clients/client-decision.ts';
import type { Refusal } from '../../../engine/decision.ts';
import { CallerError } from '../caller-error.ts';
import { clientFault } from './registry.ts';

type Refused = RejectClient | ClientNotFound | Refusal;

/** There is no client with the id of a call. */
export const clientNotFound = (): CallerError => new CallerError('notFound', 'There is no such client.');

const isRefused = (decision: { readonly action: string }): decision is Refused =>
  decision.action === 'reject' || decision.action === 'not_found' || decision.action === 'refuse';

/**
 * What was decided about a client.
 *
 * @throws CallerError for what was refused.
 */
export function acceptDecision<Decision extends { readonly action: string }>(decision: Decision | Refused): Exclude<Decision, Refused> {
  if (!isRefused(decision)) return decision as Exclude<Decision, Refused>; // what is left once all that is refused is taken away
  switch (decision.action) {
    case 'reject':
      throw clientFault(decision.faults);
    case 'not_found':
      throw clientNotFound();
    case 'refuse':
      if (decision.error.code === 'invalid_client') throw clientNotFound();
      throw new CallerError('conflict', decision.error.message);
  }
}

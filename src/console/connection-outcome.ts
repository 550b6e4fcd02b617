import type { RefreshedNow } from '../broker/refresh/refresh-now.ts';
import type { Revocation } from '../broker/unlink/revocation.ts';
import type { Validation } from '../broker/validate/read-validation.ts';
import type { Notice } from './views/frame.ts';

/** What came of “refresh now”. */
export function describeRefresh(provider: string, refreshed: RefreshedNow): Notice {
  switch (refreshed.outcome) {
    case 'renewed':
      return { tone: 'success', text: `${provider} renewed the token.` };
    case 'impossible':
      return { tone: 'warning', text: refreshed.cause };
    case 'kept':
      return { tone: 'warning', text: `The token still works, but ${provider} did not renew it: ${refreshed.cause}` };
    case 'relink':
      return { tone: 'danger', text: `${provider} does not renew the token any more: ${refreshed.cause} Re-authorise the account.` };
    case 'unavailable':
      return { tone: 'warning', text: `${provider} could not renew the token for now: ${refreshed.cause} It is tried again by itself.` };
  }
}

/** What came of “test”. */
export function describeValidation(provider: string, validation: Validation): Notice {
  switch (validation.verdict) {
    case 'valid':
      return { tone: 'success', text: `${provider} accepts the token.` };
    case 'assumed':
      return { tone: 'warning', text: `${provider} is too busy to say whether the token works: ${validation.words}` };
    case 'invalid':
      return { tone: 'danger', text: `The token does not work at ${provider}. ${validation.words}` };
    case 'unclear':
      return { tone: 'warning', text: `${provider} gave no clear answer: ${validation.words}` };
  }
}

/** What came of “unlink”; without a revocation the account was unlinked already. */
export function describeUnlink(provider: string, revocation: Revocation | undefined): Notice {
  if (revocation?.revoked) return { tone: 'success', text: `Unlinked, and ${provider} confirmed that it revoked the token.` };
  if (revocation?.error !== undefined) {
    return {
      tone: 'warning',
      text: `Unlinked, but ${provider} did not revoke the token: ${revocation.error}. Revoke it in the settings of ${provider}.`,
    };
  }
  return { tone: 'success', text: `Unlinked. ${provider} was not asked to revoke the token; its own settings can do that.` };
}

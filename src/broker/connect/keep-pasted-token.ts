import type { ConnectionTokens } from '../model/connection.ts';
import type { Provider } from '../model/provider.ts';
import type { Broker } from '../ports.ts';
import type { Validation } from '../validate/read-validation.ts';
import { validateToken } from '../validate/validate-connection.ts';
import { findAccount } from './find-account.ts';
import { keepLink } from './keep-link.ts';

/** An API key or a personal access token that its user pasted. */
export interface PastedToken extends Pick<ConnectionTokens, 'accessToken' | 'expiresAt' | 'scopes'> {
  readonly userId: string;
  /** What the user calls the account; the provider's own name for it wins. */
  readonly account: string | undefined;
  /** Whether it is to be kept beside the user's other accounts, and not to become the one that is meant when none is named. */
  readonly another: boolean;
}

/** What became of it. */
export type PastedTokenOutcome =
  | { readonly outcome: 'linked'; readonly connectionId: string }
  /** The provider does not accept it, or did not say; nothing was kept. */
  | { readonly outcome: 'refused'; readonly validation: Extract<Validation, { verdict: 'invalid' | 'unclear' }> };

/** Keeps a pasted token as a connection, if the provider accepts it. It is never refreshed, and handed out like any other. */
export async function keepPastedToken(broker: Broker, provider: Provider, pasted: PastedToken): Promise<PastedTokenOutcome> {
  const { userId, account, another, accessToken, expiresAt, scopes } = pasted;
  const [validation, found] = await Promise.all([
    validateToken(broker, provider, { accessToken }),
    findAccount(broker, provider, { accessToken }),
  ]);
  if (validation.verdict === 'invalid' || validation.verdict === 'unclear') return { outcome: 'refused', validation };
  const named = account === undefined ? undefined : { id: account, name: account };
  const connectionId = await keepLink(broker, provider, {
    userId,
    account: found ?? named,
    another,
    kind: 'token',
    tokens: { accessToken, refreshToken: undefined, expiresAt, extra: undefined, scopes },
  });
  return { outcome: 'linked', connectionId };
}

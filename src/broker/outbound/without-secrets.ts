import type { Secret } from '../../protocol/secret.ts';
import type { Provider } from '../model/provider.ts';
import { basicAuthorization } from './client-request.ts';
import { printable } from './printable.ts';

/** Shorter ones are no tokens, and taking them out would leave words nobody understands. */
const shortest = 8;

/** The ways a secret may come back: as it is, in a URL, in a form, in JSON. */
const spellings = (secret: string): readonly string[] => [
  secret,
  encodeURIComponent(secret.toWellFormed()),
  new URLSearchParams({ _: secret }).toString().slice(2),
  JSON.stringify(secret).slice(1, -1),
];

/** What a request of the client may carry besides tokens: its secret, alone and as Basic credentials. */
function clientSecrets({ clientId, clientSecret }: Pick<Provider, 'clientId' | 'clientSecret'>): readonly string[] {
  if (clientSecret === undefined) return [];
  const secret = clientSecret.reveal();
  return [secret, basicAuthorization(clientId, secret).slice('Basic '.length)];
}

/**
 * A provider's words as they may be kept and shown: without the secrets that were sent to it, since some providers repeat what they
 * refuse, and printable. Secrets are taken out first: once cut short, one would not be found.
 */
export function withoutSecrets(
  words: string,
  provider: Pick<Provider, 'clientId' | 'clientSecret'>,
  sent: readonly (Secret | undefined)[] = [],
): string {
  const secrets = [...sent.map((secret) => secret?.reveal() ?? ''), ...clientSecrets(provider)].filter(({ length }) => length >= shortest);
  const found = secrets.flatMap(spellings).sort((one, other) => other.length - one.length);
  return printable(found.reduce((text, secret) => text.replaceAll(secret, '[secret]'), words));
}

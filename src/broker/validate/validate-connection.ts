import type { Connection, UsableToken } from '../model/connection.ts';
import type { Provider } from '../model/provider.ts';
import { sendWithToken } from '../outbound/send-with-token.ts';
import { withoutSecrets } from '../outbound/without-secrets.ts';
import type { Broker } from '../ports.ts';
import { providerTypeOf } from '../providers/registry.ts';
import { shareWork } from '../shared-work.ts';
import { noteValidation, presumedValidation } from './quiet-time.ts';
import { readValidation, type Validation } from './read-validation.ts';

/**
 * Tells whether the provider still accepts a connection's access token; an answer that was had a short while ago counts. A token that
 * was accepted before is taken as valid while nothing can be learned about it: a broken endpoint revokes nothing.
 *
 * It changes nothing about the token: a provider that says no today has said yes tomorrow.
 */
export async function checkConnection(broker: Broker, provider: Provider, connection: Connection): Promise<Validation> {
  const { lastValidatedAt } = connection;
  if (provider.validateUrl === undefined && provider.issuer === undefined) return { verdict: 'valid', user: undefined };
  // In either direction: the node that noted it down may have another idea of the time.
  if (lastValidatedAt !== undefined && Math.abs(broker.clock() - lastValidatedAt) < broker.times.validation) {
    return { verdict: 'valid', user: undefined };
  }
  const validation = presumedValidation(broker, provider, connection) ?? (await validateConnection(broker, provider, connection));
  const wasAccepted = validation.verdict === 'unclear' && lastValidatedAt !== undefined;
  return wasAccepted ? { verdict: 'assumed', words: validation.words } : validation;
}

/** Asks the provider as {@link validateConnection} does, but not about a token that has expired. */
export function validateUnexpired(broker: Broker, provider: Provider, connection: Connection): Promise<Validation> {
  const { expiresAt } = connection;
  if (expiresAt === undefined || expiresAt > broker.clock()) return validateConnection(broker, provider, connection);
  return Promise.resolve({ verdict: 'invalid', words: 'The token expired.' });
}

/** Asks the provider whether it accepts a connection's access token, and who its user is. */
export function validateConnection(broker: Broker, provider: Provider, connection: Connection): Promise<Validation> {
  return shareWork(broker, `validate ${connection.id} ${connection.generation}`, async () => {
    const validation = await validateToken(broker, provider, connection);
    noteValidation(broker, provider, connection, validation);
    if (validation.verdict === 'valid') await remember(broker, connection);
    return validation;
  });
}

/** Asks the provider whether it accepts an access token, which may be nobody's connection yet. */
export async function validateToken(broker: Broker, provider: Provider, token: UsableToken): Promise<Validation> {
  const resolved = await broker.endpointsOf(provider);
  if (resolved.outcome === 'failed') return { verdict: 'unclear', words: resolved.words };
  const { validateUrl } = resolved.endpoints;
  if (validateUrl === undefined) return { verdict: 'valid', user: undefined };
  await broker.observe('validating');
  const validation = await ask(broker, provider, validateUrl, token);
  await broker.observe('validated');
  return validation;
}

async function ask(broker: Broker, provider: Provider, url: string, token: UsableToken): Promise<Validation> {
  const type = providerTypeOf(provider.type);
  const headers = { accept: 'application/json', ...type.apiHeaders };
  const request = { method: 'GET', url, headers, timeout: broker.times.request } as const;
  const clean = (words: string): string => withoutSecrets(words, provider, [token.accessToken]);
  const validate = async () => readValidation(type, await sendWithToken(broker, provider, request, token), broker.clock(), clean);
  let validation = await validate();
  for (const pause of type.validationRetries ?? []) {
    if (validation.verdict !== 'invalid') break;
    await broker.sleep(pause);
    validation = await validate();
  }
  return validation;
}

const remember = ({ commit, clock }: Broker, { id, generation }: Connection): Promise<unknown> =>
  commit([{ change: 'touch_connection_validated', connectionId: id, generation, at: clock() }]);

import type { Connection } from '../model/connection.ts';
import type { Provider } from '../model/provider.ts';
import { parseJson } from '../outbound/parse-json.ts';
import { sendWithToken } from '../outbound/send-with-token.ts';
import type { Broker } from '../ports.ts';
import type { Installation } from '../providers/provider-type.ts';
import { providerTypeOf } from '../providers/registry.ts';

/** Where a provider's app is installed, and whether it can be. */
export interface Installations {
  readonly installable: boolean;
  readonly installations: readonly Installation[];
}

const none: Installations = { installable: false, installations: [] };

/** Asks the provider where its app is installed for the user. A provider that does not say so plainly has no app to install. */
export async function listInstallations(broker: Broker, provider: Provider, connection: Connection): Promise<Installations> {
  if (provider.appInstallationsUrl === undefined) return none;
  const headers = { accept: 'application/json', ...providerTypeOf(provider.type).apiHeaders };
  const request = { method: 'GET', url: provider.appInstallationsUrl, headers, timeout: broker.times.request } as const;
  const answer = await sendWithToken(broker, provider, request, connection);
  if (answer.outcome === 'failed' || answer.status !== 200) return none;
  return { installable: true, installations: providerTypeOf(provider.type).readInstallations?.(parseJson(answer.body)) ?? [] };
}

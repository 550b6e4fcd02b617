import type { Connection } from '../model/connection.ts';
import type { Provider } from '../model/provider.ts';
import { parseJson } from '../outbound/parse-json.ts';
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
  const answer = await broker.send({
    method: 'GET',
    url: provider.appInstallationsUrl,
    headers: {
      authorization: `Bearer ${connection.accessToken.reveal()}`,
      accept: 'application/json',
      ...providerTypeOf(provider.type).apiHeaders,
    },
    timeout: broker.times.request,
  });
  if (answer.outcome === 'failed' || answer.status !== 200) return none;
  return { installable: true, installations: providerTypeOf(provider.type).readInstallations?.(parseJson(answer.body)) ?? [] };
}

import type { Grant } from '../engine/model/grant.ts';
import type { ConsoleContext } from './context.ts';
import type { AuthorisedApp } from './views/authorised-apps.ts';

/** The applications a person allowed something, each with all of its live grants together; the last allowed first. */
export async function listAuthorisedApps({ engine, serviceId }: ConsoleContext, subject: string): Promise<readonly AuthorisedApp[]> {
  const grants = await engine.facts.listLiveGrants(serviceId, subject, engine.clock());
  const apps = [...Map.groupBy(grants, ({ clientNumber }) => clientNumber)].map(async ([clientNumber, ofClient]: [number, Grant[]]) => {
    const found = await engine.facts.findClient(serviceId, String(clientNumber));
    const [newest] = ofClient;
    if (found === undefined || newest === undefined) return [];
    const { name, clientId } = found.client;
    const scopes = [...new Set(ofClient.flatMap((grant) => grant.scopes))];
    return [{ clientNumber, name, clientId, scopes, grantCount: ofClient.length, lastGrantedAt: newest.createdAt }];
  });
  return (await Promise.all(apps)).flat();
}

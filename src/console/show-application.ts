import type { Client } from '../engine/model/client.ts';
import type { Service } from '../engine/model/service.ts';
import type { ClientWithSecrets } from '../engine/ports.ts';
import { profiles } from '../engine/profiles/registry.ts';
import { describeClientAuth } from './describe-client-auth.ts';
import { toApplicationValues } from './forms/application-form.ts';
import { getService } from './get-service.ts';
import { type MemberVisit, notFound, type PageAnswer } from './page.ts';
import { type ApplicationPageProps, renderApplicationPage } from './views/application.ts';
import type { Notice } from './views/frame.ts';

/** What differs from the application as it is kept: what was just typed, or just made. */
export type ApplicationPageChange = Partial<Pick<ApplicationPageProps, 'values' | 'errors' | 'createdSecret'>> & {
  readonly notice?: Notice;
};

const toProfileChoices = (service: Service, client: Client): ApplicationPageProps['profiles'] =>
  profiles.map(({ name, title }) => ({
    name,
    title,
    isChosen: client.profiles.includes(name),
    isDemanded: service.profiles.includes(name),
  }));

/** The page of the application the path names, changed by what a form led to. */
export async function showApplication(
  { context, frame, params }: MemberVisit,
  change: (found: ClientWithSecrets) => ApplicationPageChange = () => ({}),
): Promise<PageAnswer> {
  const found = await context.engine.facts.findClient(context.serviceId, params.client ?? '');
  if (found === undefined) return notFound;
  const { client, secrets } = found;
  const { notice, ...changed } = change(found);
  const page = renderApplicationPage({
    frame: notice === undefined ? frame : { ...frame, notice },
    now: context.identity.clock(),
    number: client.number,
    name: client.name,
    clientId: client.clientId,
    values: toApplicationValues(client),
    errors: {},
    secrets,
    authentication: describeClientAuth(client),
    profiles: client.clientType === 'public' ? [] : toProfileChoices(await getService(context), client),
    endpoints: [
      { label: 'Authorization', url: `${context.accessUrl}/oauth2/authorize` },
      { label: 'Token', url: `${context.accessUrl}/oauth2/tokens` },
      { label: 'Revocation', url: `${context.accessUrl}/oauth2/revoke` },
      { label: 'Sign out', url: `${context.accessUrl}/oauth2/logout` },
    ],
    ...changed,
  });
  return { answer: 'show', status: changed.errors === undefined ? 200 : 400, page };
}

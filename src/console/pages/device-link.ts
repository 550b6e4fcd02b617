import { attemptDeviceConnect } from '../../broker/connect/device/attempt-device-connect.ts';
import { beginDeviceConnect } from '../../broker/connect/device/begin-device-connect.ts';
import type { Provider } from '../../broker/model/provider.ts';
import { definePage, type MemberVisit, notFound, type Page, type PageAnswer } from '../page.ts';
import { recordEvent } from '../record-event.ts';
import { renderDeviceCodePage } from '../views/device-code.ts';
import { renderExternalAuthPage } from '../views/external-auth.ts';

/** Where an account is linked with a code that is typed on any device. */
export const deviceLinkPath = (providerId: string): string => `/external-auth/${providerId}/device`;

const shown = ({ id, displayName: name, displayIcon: icon }: Provider) => ({ id, name, icon });

const showFailure = ({ context }: MemberVisit, provider: Provider, cause: string): PageAnswer => ({
  answer: 'show',
  page: renderExternalAuthPage({
    provider: shown(provider),
    now: context.broker.clock(),
    state: { kind: 'failed', cause, retryAt: deviceLinkPath(provider.id) },
  }),
});

/** Asks the provider for a code, and goes to the page that shows it: loading that one again asks for no other code. */
async function begin(visit: MemberVisit): Promise<PageAnswer> {
  const { broker } = visit.context;
  const provider = broker.providers.find(({ id }) => id === visit.params.id);
  if (provider === undefined) return notFound;
  const start = await beginDeviceConnect(broker, provider, { userId: visit.user.id, another: visit.query.get('another') === 'true' });
  switch (start.outcome) {
    case 'unsupported':
      return notFound;
    case 'failed':
      return showFailure(visit, provider, `${provider.displayName} did not give a code: ${start.words}`);
    case 'begun':
      return { answer: 'go', to: `${deviceLinkPath(provider.id)}/${start.connectId}` };
  }
}

/** Shows the code, after asking the provider whether it was typed if it is time to. */
async function show(visit: MemberVisit): Promise<PageAnswer> {
  const { context, user, params } = visit;
  const { broker } = context;
  const provider = broker.providers.find(({ id }) => id === params.id);
  const connect = await broker.facts.findDeviceConnect(params.connect ?? '');
  if (provider === undefined) return notFound;
  // Gone when the account was linked, also by another page of the same code: the provider's page shows what came of it.
  if (connect === undefined || connect.userId !== user.id || connect.providerId !== provider.id) {
    return { answer: 'go', to: `/external-auth/${provider.id}?redirected=true` };
  }
  const attempt = await attemptDeviceConnect(broker, provider, connect);
  switch (attempt.outcome) {
    case 'ended':
      return showFailure(visit, provider, attempt.words);
    case 'linked':
      recordEvent(visit, { event: 'connection_linked', target: `provider:${provider.id}`, details: { connection: attempt.connectionId } });
      return { answer: 'go', to: `/external-auth/${provider.id}?redirected=true` };
    case 'pending':
      return {
        answer: 'show',
        page: renderDeviceCodePage({
          ...connect,
          provider: shown(provider),
          now: broker.clock(),
          wait: attempt.wait,
          path: `${deviceLinkPath(provider.id)}/${connect.id}`,
          isStill: visit.query.get('still') === 'true',
        }),
      };
  }
}

/** `/external-auth/{id}/device`: links an account at a provider that has people type a code. */
export const deviceLinkPage: Page = definePage({
  access: 'member',
  routes: [
    { method: 'GET', path: '/external-auth/:id/device', run: begin },
    { method: 'GET', path: '/external-auth/:id/device/:connect', run: show },
  ],
});

import { callbackUrl } from '../../broker/connect/authorize-url.ts';
import { deleteProvider } from '../../broker/provider-settings/delete-provider.ts';
import type { EffectiveProvider } from '../../broker/provider-settings/effective-providers.ts';
import type { SettingFault } from '../../broker/provider-settings/find-faults.ts';
import { updateProvider } from '../../broker/provider-settings/save-provider.ts';
import { type ProviderCheck, testProvider } from '../../broker/provider-settings/test-provider.ts';
import { providerFields, readProviderForm } from '../forms/provider-form.ts';
import { withNotice } from '../notices.ts';
import { definePage, type MemberVisit, notFound, type Page, type PageAnswer } from '../page.ts';
import { recordEvent } from '../record-event.ts';
import { renderProviderPage } from '../views/provider.ts';

const checkLabels: Readonly<Record<ProviderCheck['name'], string>> = {
  settings: 'Settings',
  metadata: 'Metadata',
  token_endpoint: 'Token endpoint',
  client: 'Client ID and secret',
  app: 'GitHub App',
};

const findProvider = ({ context, params }: MemberVisit): EffectiveProvider | undefined =>
  context.catalog.effective.find(({ id }) => id === params.id);

/** What differs from the provider as it is: what a test found, what was typed, or why it was not kept. */
interface Change {
  readonly checks?: readonly ProviderCheck[];
  readonly faults?: readonly SettingFault[];
  readonly refusal?: string;
}

async function show(visit: MemberVisit, { checks, faults, refusal }: Change = {}): Promise<PageAnswer> {
  const { context, frame, form } = visit;
  const found = findProvider(visit);
  if (found === undefined) return notFound;
  const { id, settings, provider, stored, configured, problem } = found;
  const connections = (await context.catalog.facts.countConnections()).get(id) ?? 0;
  const isTyped = faults !== undefined || refusal !== undefined;
  const page = renderProviderPage({
    frame: refusal === undefined ? frame : { ...frame, notice: { tone: 'danger', text: refusal } },
    id,
    name: provider?.displayName ?? settings.values.get('DISPLAY_NAME') ?? id,
    callbackUrl: callbackUrl({ id, redirectBase: provider?.redirectBase }, context.accessUrl),
    fields: providerFields(found, { ...(isTyped ? { form } : {}), ...(faults === undefined ? {} : { faults }) }),
    version: stored?.version ?? 0,
    problem: problem?.message,
    connections,
    isConfiguredElsewhere: configured !== undefined,
    ...(checks === undefined ? {} : { checks: checks.map(({ name, ...rest }) => ({ label: checkLabels[name], ...rest })) }),
  });
  return { answer: 'show', status: isTyped ? 400 : 200, page };
}

async function save(visit: MemberVisit): Promise<PageAnswer> {
  const { context, form, user } = visit;
  const found = findProvider(visit);
  if (found === undefined) return notFound;
  const isLocked = (key: Parameters<typeof found.settings.layerOf>[0]): boolean => {
    const source = found.settings.layerOf(key)?.source;
    return key === 'ID' || key === 'TYPE' || source === 'environment' || source === 'file';
  };
  const version = Number(form.get('version') ?? Number.NaN);
  const asked = { id: found.id, input: readProviderForm(form, isLocked), by: user.id, version: Number.isInteger(version) ? version : -1 };
  const outcome = await updateProvider(context.catalog, asked);
  switch (outcome.outcome) {
    case 'saved':
      if (outcome.fields.length > 0)
        recordEvent(visit, { event: 'provider_updated', target: `provider:${found.id}`, details: { fields: outcome.fields } });
      return { answer: 'go', to: withNotice(`/providers/${found.id}`, 'provider_saved') };
    case 'rejected':
      return show(visit, { faults: outcome.faults });
    case 'stale':
      return show(visit, { refusal: 'Somebody else changed this provider meanwhile. Check what you typed, and save again.' });
    case 'exists':
    case 'not_found':
      return notFound;
  }
}

async function test(visit: MemberVisit): Promise<PageAnswer> {
  const found = findProvider(visit);
  return found === undefined ? notFound : show(visit, { checks: await testProvider(visit.context.broker, found) });
}

/** Whoever confirms has read how many accounts it concerns. */
async function remove(visit: MemberVisit): Promise<PageAnswer> {
  const id = visit.params.id ?? '';
  const outcome = await deleteProvider(visit.context.catalog, id, true);
  switch (outcome.outcome) {
    case 'deleted':
      recordEvent(visit, { event: 'provider_deleted', target: `provider:${id}`, details: { connections: outcome.connections } });
      return { answer: 'go', to: withNotice('/providers', 'provider_deleted') };
    case 'configured':
    case 'has_connections':
    case 'stale':
      return show(visit, { refusal: 'Somebody else changed this provider meanwhile, and it was not deleted.' });
    case 'not_found':
      return notFound;
  }
}

/** `/providers/{id}`: one provider's settings, and whether they work. */
export const providerPage: Page = definePage({
  access: 'admin',
  routes: [
    { method: 'GET', path: '/providers/:id', run: (visit) => show(visit) },
    { method: 'POST', path: '/providers/:id', run: save },
    { method: 'POST', path: '/providers/:id/test', run: test },
    { method: 'POST', path: '/providers/:id/delete', run: remove },
  ],
});

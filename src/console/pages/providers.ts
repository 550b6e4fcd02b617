import { callbackUrl } from '../../broker/connect/authorize-url.ts';
import type { EffectiveProvider } from '../../broker/provider-settings/effective-providers.ts';
import { createProvider } from '../../broker/provider-settings/save-provider.ts';
import { providerTypeOf, providerTypes } from '../../broker/providers/registry.ts';
import { newProviderFields, readProviderForm, type TypedProvider } from '../forms/provider-form.ts';
import { withNotice } from '../notices.ts';
import { definePage, type MemberVisit, notFound, type Page, type PageAnswer } from '../page.ts';
import { recordEvent } from '../record-event.ts';
import { type ProviderTypeChoice, renderChooseProviderTypePage, renderNewProviderPage } from '../views/new-provider.ts';
import { type ProviderRow, renderProvidersPage } from '../views/providers.ts';

const sourceWords = { environment: 'environment', file: 'grantry.yaml', stored: 'set here' } as const;

/** A provider in the list, whether it can be used or not. */
function toRow({ id, settings, provider, problem }: EffectiveProvider, connections: number): ProviderRow {
  const type = provider?.type ?? settings.values.get('TYPE') ?? id;
  const { displayName, displayIcon } = providerTypeOf(type);
  return {
    id,
    type,
    name: provider?.displayName ?? settings.values.get('DISPLAY_NAME') ?? displayName,
    icon: provider?.displayIcon ?? displayIcon,
    sources: settings.layers.map(({ source }) => sourceWords[source]).join(', '),
    connections,
    problem: problem?.message,
  };
}

async function list({ context: { catalog }, frame }: MemberVisit): Promise<PageAnswer> {
  const connections = await catalog.facts.countConnections();
  const providers = catalog.effective.map((provider) => toRow(provider, connections.get(provider.id) ?? 0));
  return { answer: 'show', page: renderProvidersPage({ frame, providers }) };
}

const choices: readonly (ProviderTypeChoice & { readonly docs: string })[] = providerTypes.map((type) => ({
  type: type.type,
  name: type.displayName,
  icon: type.displayIcon,
  docs: type.docs,
}));

function showForm({ context, frame }: MemberVisit, typeName: string, typed: TypedProvider = {}): PageAnswer {
  const type = choices.find((choice) => choice.type === typeName);
  if (type === undefined) return notFound;
  const id = typed.form?.get('id') || typeName;
  return {
    answer: 'show',
    status: typed.faults === undefined ? 200 : 400,
    page: renderNewProviderPage({
      frame,
      type,
      fields: newProviderFields(typeName, typed),
      callbackUrl: callbackUrl({ id, redirectBase: undefined }, context.accessUrl),
    }),
  };
}

function choose(visit: MemberVisit): PageAnswer {
  const type = visit.query.get('type');
  return type === null
    ? { answer: 'show', page: renderChooseProviderTypePage({ frame: visit.frame, types: choices }) }
    : showForm(visit, type);
}

async function create(visit: MemberVisit): Promise<PageAnswer> {
  const { context, form, user } = visit;
  const type = form.get('type') ?? '';
  const outcome = await createProvider(
    context.catalog,
    readProviderForm(form, () => false),
    user.id,
  );
  switch (outcome.outcome) {
    case 'saved':
      recordEvent(visit, { event: 'provider_created', target: `provider:${outcome.provider.id}`, details: { fields: outcome.fields } });
      return { answer: 'go', to: withNotice(`/providers/${outcome.provider.id}`, 'provider_created') };
    case 'rejected':
      return showForm(visit, type, { form, faults: outcome.faults });
    case 'exists':
      return showForm(visit, type, { form, faults: [{ field: 'id', detail: 'another provider has this ID' }] });
    case 'not_found':
    case 'stale':
      return notFound;
  }
}

/** `/providers`: where people can link accounts, and the form that adds more. */
export const providersPage: Page = definePage({
  access: 'admin',
  routes: [
    { method: 'GET', path: '/providers', run: list },
    { method: 'GET', path: '/providers/new', run: choose },
    { method: 'POST', path: '/providers', run: create },
  ],
});

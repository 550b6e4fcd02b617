import type { Html } from '../../src/console/html.ts';
import type { Frame } from '../../src/console/views/frame.ts';
import { renderChooseProviderTypePage, renderNewProviderPage } from '../../src/console/views/new-provider.ts';
import type { ProviderField } from '../../src/console/views/parts/provider-fields.ts';
import { renderProviderPage } from '../../src/console/views/provider.ts';
import { renderProvidersPage } from '../../src/console/views/providers.ts';

/** The pages about providers, filled in; `text` goes through each string that comes from outside. */
export function fillProviderPages(frame: Frame, text: (plain: string) => string): Readonly<Record<string, Html>> {
  const field: ProviderField = {
    name: 'client_id',
    label: 'Client ID',
    kind: 'text',
    summary: 'The id the provider gave this deployment.',
    accepts: undefined,
    value: text('Iv1.0123456789abcdef'),
    fallback: '',
    isRequired: true,
    isBasic: true,
    lockedBy: undefined,
    error: undefined,
  };
  const fields: readonly ProviderField[] = [
    { ...field, lockedBy: text('GRANTRY_EXTERNAL_AUTH_0_CLIENT_ID'), fallback: text('Iv1.0123456789abcdef') },
    { ...field, name: 'client_secret', label: 'Client secret', kind: 'secret', isRequired: false, summary: 'There is one.' },
    { ...field, name: 'scopes', label: 'Scopes', kind: 'words', value: '', fallback: text('repo workflow'), isRequired: false },
    { ...field, name: 'regex', label: 'URL pattern', kind: 'regex', value: text('('), isBasic: false, error: text('Found "(".') },
    { ...field, name: 'no_refresh', label: 'Never refresh', kind: 'boolean', value: 'true', fallback: 'false', isBasic: false },
    { ...field, name: 'pkce_methods', label: 'PKCE', value: '', fallback: 'S256', accepts: ['S256', 'none'], isBasic: false },
  ];
  const type = { type: text('github'), name: text('GitHub'), icon: text('') };
  const callbackUrl = text('https://grantry.example/external-auth/github/callback');
  const row = { id: text('github'), type: text('github'), name: text('GitHub'), icon: text(''), sources: 'environment, set here' };
  const provider = {
    frame,
    id: text('github'),
    name: text('GitHub'),
    callbackUrl,
    fields,
    version: 3,
    problem: undefined,
    connections: 12,
    isConfiguredElsewhere: false,
  };
  return {
    providers: renderProvidersPage({
      frame,
      providers: [
        { ...row, connections: 12, problem: undefined },
        { ...row, id: text('mine'), name: text('Mine'), connections: 0, problem: text('provider mine: regex: found "("') },
      ],
    }),
    'providers-empty': renderProvidersPage({ frame, providers: [] }),
    'choose-provider-type': renderChooseProviderTypePage({ frame, types: [type, { ...type, icon: '/icon/slack.svg' }] }),
    'new-provider': renderNewProviderPage({ frame, type: { ...type, docs: text('https://docs.example/') }, fields, callbackUrl }),
    provider: renderProviderPage({
      ...provider,
      checks: [
        { label: 'Settings', outcome: 'ok', detail: 'They can be used.' },
        { label: 'Metadata', outcome: 'skipped', detail: 'No issuer is set.' },
        { label: 'Client ID and secret', outcome: 'failed', detail: text('The provider refused the client: invalid_client.') },
      ],
    }),
    'provider-broken': renderProviderPage({ ...provider, isConfiguredElsewhere: true, problem: text('provider github: regex: found "("') }),
  };
}

import type { ClientFieldFault, ClientInput } from '../../engine/clients/client-input.ts';
import type { Client } from '../../engine/model/client.ts';
import type { ApplicationErrors, ApplicationValues } from '../views/parts/application-fields.ts';

/** What a form sent, as it was typed. */
export const readApplicationForm = (form: URLSearchParams): ApplicationValues => ({
  name: form.get('name') ?? '',
  redirectUris: form.get('redirect_uris') ?? '',
  icon: form.get('icon') ?? '',
  clientType: form.get('client_type') === 'public' ? 'public' : 'confidential',
});

/** What is typed, as the engine takes it: one redirect URI a line. */
export const toClientInput = ({ name, redirectUris, icon }: ApplicationValues): ClientInput => ({
  name,
  redirectUris: redirectUris
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== ''),
  icon: icon.trim(),
});

/** What the form shows of an application. */
export const toApplicationValues = ({ name, redirectUris, icon, clientType }: Client): ApplicationValues => ({
  name,
  redirectUris: redirectUris.join('\n'),
  icon,
  clientType,
});

const fieldByWireName: Readonly<Record<string, keyof ApplicationValues>> = {
  name: 'name',
  redirect_uris: 'redirectUris',
  icon: 'icon',
  client_type: 'clientType',
};
const labels: Readonly<Record<keyof ApplicationValues, string>> = {
  name: 'The name',
  redirectUris: 'The redirect URI',
  icon: 'The icon',
  clientType: 'The kind',
};

/** The engine's faults beside the inputs they are about, in the form's words; a fault of what the form lacks goes with the name. */
export const toApplicationErrors = (faults: readonly ClientFieldFault[]): ApplicationErrors =>
  Object.fromEntries(
    faults.map(({ field, detail }) => {
      const input = fieldByWireName[field] ?? 'name';
      return [input, `${field in fieldByWireName ? detail.replace(field, labels[input]) : detail}.`];
    }),
  );

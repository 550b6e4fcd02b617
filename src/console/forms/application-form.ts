import type { ClientFieldFault, ClientInput } from '../../engine/clients/client-input.ts';
import type { Client } from '../../engine/model/client.ts';
import type { ApplicationErrors, ApplicationValues } from '../views/parts/application-fields.ts';
import { mayUseDeviceCode, toGrantTypes } from './application-grant-types.ts';

/** What a form sent, as it was typed. */
export const readApplicationForm = (form: URLSearchParams): ApplicationValues => ({
  name: form.get('name') ?? '',
  redirectUris: form.get('redirect_uris') ?? '',
  icon: form.get('icon') ?? '',
  postLogoutRedirectUris: form.get('post_logout_redirect_uris') ?? '',
  backchannelLogoutUri: form.get('backchannel_logout_uri') ?? '',
  clientType: form.get('client_type') === 'public' ? 'public' : 'confidential',
  usesDevice: form.getAll('ways').includes('device'),
});

const linesOf = (text: string): readonly string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/**
 * What is typed, as the engine takes it: one URI a line. Who is told nowhere of logouts needs no `sid` there.
 *
 * @param grantTypes those the application has, or a new one of its kind would have.
 */
export const toClientInput = (values: ApplicationValues, grantTypes: readonly string[]): ClientInput => {
  const backchannelLogoutUri = values.backchannelLogoutUri.trim();
  return {
    name: values.name,
    redirectUris: linesOf(values.redirectUris),
    grantTypes: toGrantTypes(values, grantTypes),
    icon: values.icon.trim(),
    postLogoutRedirectUris: linesOf(values.postLogoutRedirectUris),
    backchannelLogoutUri,
    ...(backchannelLogoutUri === '' && { backchannelLogoutSessionRequired: false }),
  };
};

/** What the form shows of an application. */
export const toApplicationValues = ({ name, redirectUris, icon, clientType, logoutRules, grantTypes }: Client): ApplicationValues => ({
  name,
  redirectUris: redirectUris.join('\n'),
  icon,
  postLogoutRedirectUris: logoutRules.postLogoutRedirectUris.join('\n'),
  backchannelLogoutUri: logoutRules.backchannelLogoutUri ?? '',
  clientType,
  usesDevice: mayUseDeviceCode(grantTypes),
});

const fieldByWireName: Readonly<Record<string, keyof ApplicationValues>> = {
  name: 'name',
  redirect_uris: 'redirectUris',
  icon: 'icon',
  post_logout_redirect_uris: 'postLogoutRedirectUris',
  backchannel_logout_uri: 'backchannelLogoutUri',
  client_type: 'clientType',
  grant_types: 'usesDevice',
};
const labels: Readonly<Record<keyof ApplicationValues, string>> = {
  name: 'The name',
  redirectUris: 'The redirect URI',
  icon: 'The icon',
  postLogoutRedirectUris: 'The address after signing out',
  backchannelLogoutUri: 'The back-channel logout address',
  clientType: 'The kind',
  usesDevice: 'The ways',
};

/** The engine's faults beside the inputs they are about, in the form's words; a fault of what the form lacks goes with the name. */
export const toApplicationErrors = (faults: readonly ClientFieldFault[]): ApplicationErrors =>
  Object.fromEntries(
    faults.map(({ field, detail }) => {
      const input = fieldByWireName[field] ?? 'name';
      return [input, `${field in fieldByWireName ? detail.replace(field, labels[input]) : detail}.`];
    }),
  );

import { type Html, html } from '../../html.ts';
import { renderChoices } from './choices.ts';
import { renderField } from './field.ts';

/** What a person may set of an application. */
export interface ApplicationValues {
  readonly name: string;
  /** One URI a line. */
  readonly redirectUris: string;
  readonly icon: string;
  /** One URI a line. */
  readonly postLogoutRedirectUris: string;
  /** Empty for none. */
  readonly backchannelLogoutUri: string;
  readonly clientType: 'public' | 'confidential';
  /** Whether it has people type a code on another device. */
  readonly usesDevice: boolean;
}

/** What is wrong, by field. */
export type ApplicationErrors = Partial<Record<keyof ApplicationValues, string>>;

const withError = (error: string | undefined): { readonly error?: string } => (error === undefined ? {} : { error });

/** The inputs of an application. Its type is chosen once: what was issued to it depends on it. */
export const renderApplicationFields = (values: ApplicationValues, errors: ApplicationErrors, isNew: boolean): Html => html`
${renderField({ name: 'name', label: 'Name', value: values.name, maxLength: 64, autocomplete: 'off', hint: 'People see it when they are asked for consent.', ...withError(errors.name) })}
${renderField({
  name: 'redirect_uris',
  label: 'Redirect URIs',
  value: values.redirectUris,
  rows: 3,
  required: !isNew && !values.usesDevice,
  hint: 'One a line. They must match exactly; only the port of a loopback address may differ. Who only has people type codes needs none.',
  ...withError(errors.redirectUris),
})}
${renderField({ name: 'icon', label: 'Icon', type: 'url', value: values.icon, required: false, autocomplete: 'off', hint: 'The https address of a square picture.', ...withError(errors.icon) })}
${renderField({
  name: 'post_logout_redirect_uris',
  label: 'Addresses after signing out',
  value: values.postLogoutRedirectUris,
  rows: 2,
  required: false,
  hint: 'Where it may send people whom it signs out here, one a line.',
  ...withError(errors.postLogoutRedirectUris),
})}
${renderField({ name: 'backchannel_logout_uri', label: 'Back-channel logout address', type: 'url', value: values.backchannelLogoutUri, required: false, autocomplete: 'off', hint: 'It is told there when the session ends in which somebody signed in to it.', ...withError(errors.backchannelLogoutUri) })}
${renderChoices({
  type: 'checkbox',
  name: 'ways',
  legend: 'Without a browser',
  choices: [
    {
      value: 'device',
      label: 'People may type a code elsewhere',
      hint: 'For televisions, command lines and what else has no browser. Anybody who has its client id may then ask people to do so.',
      isChosen: values.usesDevice,
    },
  ],
})}
${
  isNew &&
  renderChoices({
    type: 'radio',
    name: 'client_type',
    legend: 'Kind',
    choices: [
      {
        value: 'confidential',
        label: 'Confidential',
        hint: 'Runs on a server that can keep a secret.',
        isChosen: values.clientType === 'confidential',
      },
      {
        value: 'public',
        label: 'Public',
        hint: 'Runs in a browser, on a phone or a desktop. It gets no secret and must use PKCE.',
        isChosen: values.clientType === 'public',
      },
    ],
  })
}`;

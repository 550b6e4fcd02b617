import type { MetadataPolicy, ServiceRegistrationRules } from '../../engine/model/registration-rules.ts';
import type { Secret } from '../../protocol/secret.ts';
import type { Setting } from './setting.ts';
import { oneOf, yesOrNo } from './values/plain.ts';
import { count, metadataPolicy, tokens, urlBeginnings } from './values/registration.ts';

/** How applications may come to the first service by themselves. undefined leaves it to what is stored of the service. */
export interface RegistrationValues {
  readonly registration: ServiceRegistrationRules['registration'] | undefined;
  readonly registrationTokens: readonly Secret[];
  readonly registrationMaxClients: number | undefined;
  readonly registrationPerHour: number | undefined;
  readonly registrationUnusedDays: number | undefined;
  readonly registrationIdleDays: number | undefined;
  readonly clientDocuments: boolean | undefined;
  readonly clientDocumentsAllowed: readonly string[] | undefined;
  readonly clientDocumentsPolicy: MetadataPolicy | undefined;
}

/** The settings of {@link RegistrationValues}. */
export const registrationSettings: { readonly [Name in keyof RegistrationValues]: Setting<RegistrationValues[Name]> } = {
  registration: {
    env: 'GRANTRY_REGISTRATION',
    yaml: 'registration.who',
    kind: oneOf(['open', 'token', 'closed']),
    default: undefined,
    defaultInWords: 'open',
    summary: 'Who may register applications over the network (RFC 7591): anybody, who has an initial access token, or nobody.',
  },
  registrationTokens: {
    env: 'GRANTRY_REGISTRATION_TOKENS',
    yaml: 'registration.tokens',
    kind: tokens,
    default: [],
    defaultInWords: 'none',
    isSecret: true,
    summary: 'Initial access tokens. Applications that are registered with one may also have grants without a person.',
  },
  registrationMaxClients: {
    env: 'GRANTRY_REGISTRATION_MAX_CLIENTS',
    yaml: 'registration.max_clients',
    kind: count,
    default: undefined,
    defaultInWords: '10000',
    summary: 'How many applications may be there at once that registered themselves, and as many again that are known by their documents.',
  },
  registrationPerHour: {
    env: 'GRANTRY_REGISTRATION_PER_HOUR',
    yaml: 'registration.per_hour',
    kind: count,
    default: undefined,
    defaultInWords: '100',
    summary: 'How many registrations one network may make in an hour.',
  },
  registrationUnusedDays: {
    env: 'GRANTRY_REGISTRATION_UNUSED_DAYS',
    yaml: 'registration.unused_days',
    kind: count,
    default: undefined,
    defaultInWords: '7',
    summary: 'After how many days an application that came by itself and was never used is deleted.',
  },
  registrationIdleDays: {
    env: 'GRANTRY_REGISTRATION_IDLE_DAYS',
    yaml: 'registration.idle_days',
    kind: count,
    default: undefined,
    defaultInWords: '365',
    summary: 'After how many days without use one is deleted that was used.',
  },
  clientDocuments: {
    env: 'GRANTRY_CLIENT_DOCUMENTS',
    yaml: 'client.documents',
    kind: yesOrNo,
    default: undefined,
    defaultInWords: 'true',
    summary: 'Whether the id of an application may be the https URL of its metadata document, which is then fetched.',
  },
  clientDocumentsAllowed: {
    env: 'GRANTRY_CLIENT_DOCUMENTS_ALLOWED',
    yaml: 'client.documents_allowed',
    kind: urlBeginnings,
    default: undefined,
    defaultInWords: 'everywhere',
    summary:
      'Where such documents may be: what their URLs begin with, by whole path segments. Applications from there may also have grants without a person.',
  },
  clientDocumentsPolicy: {
    env: 'GRANTRY_CLIENT_DOCUMENTS_POLICY',
    yaml: 'client.documents_policy',
    kind: metadataPolicy,
    default: undefined,
    defaultInWords: 'none',
    summary: 'What is made of such documents before they are judged, as a metadata policy of OpenID Federation.',
  },
};

import type { Service } from '../../../../engine/model/service.ts';
import { encodeRegistration } from '../../../../engine/registration/encode-registration.ts';
import type { RegisteredClient } from '../../../../engine/registration/registration-decision.ts';
import type { OAuthError } from '../../../../protocol/oauth-error.ts';
import type { Rooms } from '../../../context.ts';
import { registrationUri } from '../../../oauth/registration-uri.ts';
import { describeClientObject } from '../../client-members/registry.ts';
import type { EngineAnswer } from '../../engine-operation.ts';
import { refusedResult, resultOf } from '../../oauth-result.ts';
import type { ResultCodes } from '../../result-codes.ts';

/** How one operation answers. */
export interface RegistrationWords {
  /** Three digits: the family of its codes. */
  readonly area: string;
  readonly action: 'CREATED' | 'OK' | 'UPDATED' | 'DELETED';
  readonly message: string;
}

/** The codes of one operation. */
export const registrationCodes = ({ area }: RegistrationWords): ResultCodes => ({
  area,
  byReason: { 'registration is closed': 'A206201' },
  byError: { invalid_redirect_uri: `A${area}301`, invalid_client_metadata: `A${area}302`, unapproved_software_statement: `A${area}303` },
});

/** What the front end is to do about a refusal. Where services do not say so, a wrong token is a bad request. */
function refusalAction({ registrationRules }: Service, { code, status }: OAuthError): string {
  if (status >= 500) return 'INTERNAL_SERVER_ERROR';
  return code === 'invalid_token' && registrationRules.unauthorizedOnManagement ? 'UNAUTHORIZED' : 'BAD_REQUEST';
}

/** Tells the front end of a refusal. */
export const refusedRegistration = (service: Service, words: RegistrationWords, error: OAuthError): EngineAnswer => ({
  body: { ...refusedResult(registrationCodes(words), error), action: refusalAction(service, error) },
});

/** Where the client manages its registration: below the front end's endpoint, if it has one of its own. */
function managementUri(rooms: Rooms, service: Service, clientId: string): string {
  const { registration, registrationManagement: own = registration } = service.description.endpoints ?? {};
  return own === undefined ? registrationUri(rooms, service, clientId) : `${own.replace(/\/$/, '')}/${encodeURIComponent(clientId)}/`;
}

/** Tells the front end of a client as it is registered, and what to answer. */
export function describeRegistration(
  rooms: Rooms,
  service: Service,
  { area, action, message }: RegistrationWords,
  registered: RegisteredClient,
): EngineAnswer {
  const { client, secret } = registered;
  return {
    body: {
      ...resultOf(`A${area}001`, message),
      action,
      responseContent: JSON.stringify(encodeRegistration(service, registered, managementUri(rooms, service, client.clientId))),
      client: describeClientObject(client, secret),
    },
  };
}

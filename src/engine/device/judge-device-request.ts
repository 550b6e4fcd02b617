import type { Parameters } from '../../protocol/form.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import { type Asked, judgeAsked } from '../authorize/judge-asked.ts';
import { readInteraction } from '../authorize/read-interaction.ts';
import type { Client } from '../model/client.ts';
import type { DeviceAuthorization } from '../model/device-authorization.ts';
import type { Service } from '../model/service.ts';
import { breakRule } from '../profiles/break-rule.ts';
import { findDemands } from '../profiles/find-demands.ts';

/** What a device asks for, once it passed. */
export type DeviceRequest = Asked & Pick<DeviceAuthorization, 'maxAge' | 'acrRequest'>;

/** What a device may say of the person: nobody is sent anywhere, and there is always somebody to be asked. */
const saidOfThePerson = ['max_age', 'acr_values'];

/** A device's request cannot be signed: it is refused where requests must be (RFC 9101 §10.5). */
function findSigningError(service: Service, client: Client): OAuthError | undefined {
  const description = 'Requests of this client must be signed.';
  const { signedRequests } = findDemands(service, client);
  if (signedRequests !== undefined) return breakRule('invalid_request', description, signedRequests);
  const isSigningDue = service.requestRules.requireSigned || client.requestRules.requireSigned;
  return isSigningDue ? new OAuthError('invalid_request', description) : undefined;
}

/**
 * Judges what a device asks for by the rules of authorization requests. Where those must be pushed it passes: like a pushed one it comes from
 * the client itself.
 *
 * @see RFC 8628 §3.1, RFC 8707 §2, RFC 9396 §2, OpenID Connect Core §5.5
 */
export function judgeDeviceRequest(service: Service, client: Client, parameters: Parameters): DeviceRequest | OAuthError {
  const signingError = findSigningError(service, client);
  if (signingError !== undefined) return signingError;
  const asked = judgeAsked(service, client, parameters);
  if (asked instanceof OAuthError) return asked;
  const said = new Map([...parameters].filter(([name]) => saidOfThePerson.includes(name)));
  const interaction = readInteraction(said, service, client.requestRules, asked.claimsRequest);
  if (interaction instanceof OAuthError) return interaction;
  return { ...asked, maxAge: interaction.maxAge, acrRequest: interaction.acrRequest };
}

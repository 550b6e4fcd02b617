import type { PresentedAttestation } from '../../engine/attestation/presented-attestation.ts';
import type { DocumentOptions } from '../../engine/cimd/document-options.ts';
import type { ClientRequest } from '../../engine/client-auth/client-request.ts';
import type { PresentedDpop } from '../../engine/dpop/presented-dpop.ts';
import { decodeForm, type Parameters } from '../../protocol/form.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import { endpointUrl } from '../oauth/service-url.ts';
import type { ServiceCall } from './engine-operation.ts';
import { given } from './unset.ts';

/** What a front end hands on of a request in which a client authenticates. */
export interface ClientCallBody {
  /** The form the client sent, untouched. */
  readonly parameters: string;
  readonly clientId?: string | number | undefined;
  readonly clientSecret?: string | undefined;
  readonly clientCertificate?: string | undefined;
  readonly clientCertificatePath?: readonly string[] | undefined;
  readonly oauthClientAttestation?: string | undefined;
  readonly oauthClientAttestationPop?: string | undefined;
  readonly dpop?: string | undefined;
  readonly htm?: string | undefined;
  readonly htu?: string | undefined;
  readonly dpopNonceRequired?: boolean | undefined;
  readonly cimdOptions?: DocumentOptions | undefined;
}

/** The proof of a call: made for our own endpoint unless the front end says for which. */
export function readDpopCall({ dpop, htm, htu, dpopNonceRequired }: ClientCallBody, endpoint: string): PresentedDpop | undefined {
  const proof = given(dpop);
  return proof === undefined
    ? undefined
    : {
        proofs: [proof],
        method: given(htm) ?? 'POST',
        url: given(htu) ?? endpoint,
        ...(dpopNonceRequired === true ? { isNonceRequired: true } : {}),
      };
}

/** What an instance of the client showed of its attestation. */
function readAttestation({ oauthClientAttestation, oauthClientAttestationPop }: ClientCallBody): PresentedAttestation | undefined {
  const attestations = [given(oauthClientAttestation)].filter((text) => text !== undefined);
  const proofs = [given(oauthClientAttestationPop)].filter((text) => text !== undefined);
  return attestations.length + proofs.length === 0 ? undefined : { attestations, proofs };
}

/** The certificate of the connection that the front end ended. */
function readCertificate(
  { clientCertificates }: Pick<ServiceCall<unknown, unknown, unknown>['rooms'], 'clientCertificates'>,
  { clientCertificate, clientCertificatePath = [] }: ClientCallBody,
): ClientRequest['certificate'] {
  const text = given(clientCertificate);
  return text === undefined ? undefined : clientCertificates.read(text, clientCertificatePath);
}

/** Half of Basic credentials as a client would have encoded it (RFC 6749 §2.3.1). */
const encodeHalf = (text: string): string => encodeURIComponent(text.toWellFormed());

const formatBasic = (clientId: string, clientSecret: string): string =>
  `Basic ${Buffer.from(`${encodeHalf(clientId)}:${encodeHalf(clientSecret)}`).toString('base64')}`;

/** Where the client's id comes from: the header the front end took apart. An id without a secret only has to be the one in the form. */
function readCredentials({
  clientId,
  clientSecret,
}: ClientCallBody): Pick<ClientRequest, 'authorization'> & { readonly query?: Parameters } {
  const id = given(clientId === undefined ? undefined : String(clientId));
  const secret = given(clientSecret);
  if (id === undefined) return { authorization: undefined };
  return secret === undefined
    ? { authorization: undefined, query: new Map([['client_id', [id]]]) }
    : { authorization: formatBasic(id, secret) };
}

/**
 * The client's request out of a front end's call.
 *
 * @param path of the endpoint below the service's root, for proofs that do not say.
 * @returns `invalid_request` if the parameters are not well encoded, which is the client's fault.
 */
export function readClientCall<Body extends ClientCallBody>(
  { body, service, rooms }: ServiceCall<unknown, unknown, Body>,
  path: string,
): ClientRequest | OAuthError {
  const dpop = readDpopCall(body, endpointUrl(rooms, service, path));
  try {
    return {
      service,
      parameters: decodeForm(body.parameters),
      ...readCredentials(body),
      certificate: readCertificate(rooms, body),
      attestation: readAttestation(body),
      documentOptions: body.cimdOptions,
      dpop,
    };
  } catch (error) {
    if (error instanceof OAuthError) return error;
    throw error;
  }
}

import { currentDpopNonce } from '../../engine/dpop/dpop-nonce.ts';
import type { Presentation } from '../../engine/possession/judge-possession.ts';
import type { ServiceCall } from './engine-operation.ts';
import { type ClientCallBody, readDpopCall } from './read-client-call.ts';

/** How a token came, as a front end says it. */
export type PresentationBody = Pick<ClientCallBody, 'clientCertificate' | 'dpop' | 'htm' | 'htu' | 'dpopNonceRequired'>;

type PresentationCall = Pick<ServiceCall<unknown, unknown, PresentationBody>, 'body' | 'rooms' | 'service'>;

/**
 * How an access token came. The scheme of its header is not known, and taken to be the token's own.
 *
 * @param usual the method and URL that a proof is for unless the front end says so.
 */
export function readPresentation({ body, rooms }: PresentationCall, usual: { readonly htm: string; readonly htu: string }): Presentation {
  const { clientCertificate = '', htm = '' } = body;
  const certificate = clientCertificate === '' ? undefined : rooms.clientCertificates.read(clientCertificate, []);
  const dpop = readDpopCall({ ...body, parameters: '', htm: htm === '' ? usual.htm : htm }, usual.htu);
  return { dpop, certificateThumbprint: certificate?.thumbprint };
}

/** The nonce to offer, on successes and errors alike (RFC 9449 §8.2); undefined where none is demanded. */
export function nonceOf({ body, rooms: { engine }, service }: PresentationCall): string | undefined {
  const isDue = service.bindingRules.dpopNonceRequired || body.dpopNonceRequired === true;
  return isDue ? currentDpopNonce(engine, service, engine.clock()) : undefined;
}

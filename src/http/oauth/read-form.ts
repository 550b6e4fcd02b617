import type { FastifyRequest } from 'fastify';
import type { ClientRequest } from '../../engine/client-auth/client-request.ts';
import type { Service } from '../../engine/model/service.ts';
import { decodeForm, type Parameters } from '../../protocol/form.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import type { Rooms } from '../context.ts';
import { readPresentedAttestation } from '../presented-attestation.ts';
import { readPresentedDpop } from '../presented-dpop.ts';

const none: Parameters = new Map();

/** The parameters of the query string. */
export function readQuery(request: FastifyRequest): Parameters {
  const mark = request.url.indexOf('?');
  return mark === -1 ? none : decodeForm(request.url.slice(mark + 1));
}

/**
 * Decodes what a client sent to an endpoint where it authenticates.
 *
 * @throws OAuthError `invalid_request` when there is no form.
 */
export function readClientRequest(
  rooms: Pick<Rooms, 'clientCertificates' | 'accessUrl'>,
  service: Service,
  request: FastifyRequest,
): ClientRequest {
  if (typeof request.body !== 'string') throw new OAuthError('invalid_request', 'The body must be application/x-www-form-urlencoded.');
  return {
    service,
    parameters: decodeForm(request.body),
    query: readQuery(request),
    authorization: request.headers.authorization,
    certificate: rooms.clientCertificates.find(request),
    attestation: readPresentedAttestation(request),
    dpop: readPresentedDpop(rooms, request),
  };
}

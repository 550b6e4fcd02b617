import type { Parameters } from '../../protocol/form.ts';
import type { PresentedAttestation } from '../attestation/presented-attestation.ts';
import type { DocumentOptions } from '../cimd/document-options.ts';
import type { PresentedDpop } from '../dpop/presented-dpop.ts';
import type { ClientCertificate } from '../model/client-certificate.ts';
import type { Service } from '../model/service.ts';

/** A request of a client to one of the endpoints it authenticates at: token, introspection, revocation. */
export interface ClientRequest {
  readonly service: Service;
  /** The form in the body. */
  readonly parameters: Parameters;
  /** The query; only `client_id` is read from it (seed 003), since URLs end up in logs (RFC 6749 §2.3.1). */
  readonly query?: Parameters;
  /** The `Authorization` header's value. */
  readonly authorization: string | undefined;
  /** The certificate of the TLS connection, if it has one. */
  readonly certificate?: ClientCertificate | undefined;
  /** undefined: the request has neither of the attestation headers. */
  readonly attestation?: PresentedAttestation | undefined;
  /** undefined: the request has no `DPoP` header. */
  readonly dpop?: PresentedDpop | undefined;
  /** What a front end allows for the client's metadata document. @default what the service allows */
  readonly documentOptions?: DocumentOptions | undefined;
}

import type { FastifyRequest } from 'fastify';
import type { Broker } from '../broker/ports.ts';
import type { ProviderCatalog } from '../broker/provider-settings/catalog.ts';
import type { Webhooks } from '../broker/webhooks/ports.ts';
import type { AuthenticationDemand } from '../engine/authentication/meets-demand.ts';
import type { GeneratedKey } from '../engine/keys/rotate-signing-key.ts';
import type { ClientCertificate } from '../engine/model/client-certificate.ts';
import type { SigningAlgorithm } from '../engine/model/signing-key.ts';
import type { Engine } from '../engine/ports.ts';
import type { Identity } from '../identity/ports.ts';

/** The certificates that clients' TLS connections show (RFC 8705 §2). */
export interface ClientCertificates {
  /** Whether certificates are asked for, here or by a proxy in front. */
  readonly isAccepted: boolean;
  /** Whether there are authorities that may vouch for one. */
  readonly isVouchedFor: boolean;
  /** The certificate of the request's client, if it showed one. */
  find(request: FastifyRequest): ClientCertificate | undefined;
  /**
   * A certificate that somebody who ended the client's connection hands on, in PEM.
   *
   * @param path what came along to lead to an authority, in PEM, in any order; the certificate itself may be in it.
   * @returns undefined if the text is no certificate.
   */
  read(certificate: string, path: readonly string[]): ClientCertificate | undefined;
}

/** The rooms and settings a face may use, built once by `server/`. */
export interface Rooms {
  readonly engine: Engine;
  readonly identity: Identity;
  readonly broker: Broker;
  /** The broker's providers, and the way to change them. */
  readonly catalog: ProviderCatalog;
  readonly webhooks: Webhooks;
  readonly clientCertificates: ClientCertificates;
  /** A signing key out of a private JWK; undefined if it is none, or one that services do not sign with. */
  readonly importSigningKey: (jwk: Readonly<Record<string, unknown>>) => GeneratedKey | undefined;
  /** Makes a service's first key of an algorithm, if it has none; false if it could not be kept. */
  readonly makeSigningKey: (serviceId: number, algorithm: SigningAlgorithm) => Promise<boolean>;
  /** The URL people and clients reach this deployment under, without a trailing slash. It is the first service's issuer. */
  readonly accessUrl: string;
  /** The service that seed 003's REST API and `/oauth2/…` belong to. */
  readonly serviceId: number;
  /** What sensitive operations of the REST API demand of the person behind an access token (RFC 9470); undefined: nothing. */
  readonly stepUp: AuthenticationDemand | undefined;
}

/** What is known of a request besides its content. */
export interface RequestFacts {
  readonly requestId: string;
  /** The peer's address, as the proxy settings see it. */
  readonly address: string;
  readonly userAgent: string;
  /** Whether the peer hung up: nobody waits for the answer any more. */
  readonly isGone?: () => boolean;
}

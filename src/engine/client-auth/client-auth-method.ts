import type { ClientAttestation } from '../../protocol/client-attestation.ts';
import type { Awaitable } from '../../protocol/commit.ts';
import type { Parameters } from '../../protocol/form.ts';
import type { Jwt } from '../../protocol/jose/jws.ts';
import type { OAuthError, OAuthErrorCode } from '../../protocol/oauth-error.ts';
import type { EpochSeconds, Seconds } from '../../protocol/units.ts';
import type { PresentedAttestation } from '../attestation/presented-attestation.ts';
import type { EngineChange } from '../changes.ts';
import type { PresentedDpop } from '../dpop/presented-dpop.ts';
import type { ClientSecret } from '../model/client.ts';
import type { ClientCertificate } from '../model/client-certificate.ts';
import type { Service } from '../model/service.ts';
import type { ClientWithSecrets, Engine } from '../ports.ts';

/** Where a request may carry a client's credentials. */
export interface ClientCredentialSource {
  readonly parameters: Parameters;
  readonly authorization: string | undefined;
  readonly attestation?: PresentedAttestation | undefined;
  readonly dpop?: PresentedDpop | undefined;
}

/** Who a request says it is from, and what it proves that with. */
export interface PresentedClient {
  readonly clientId: string;
  /** undefined for methods without a shared secret in the request. */
  readonly secret: string | undefined;
  /** The JWT of methods that have one. */
  readonly assertion?: Jwt;
  /** The attestation of methods that have one. */
  readonly attestation?: ClientAttestation;
}

/** Whether the proof holds. */
export type ClientProof =
  | {
      readonly proven: true;
      readonly clientSecret: ClientSecret | undefined;
      /** Uses up what is good once. */
      readonly changes?: readonly EngineChange[];
      /** The thumbprint of the key of the client instance, where somebody vouches for one. */
      readonly instanceJkt?: string;
      /** The key of the request's DPoP proof, if the method has verified it: `changes` use it up. */
      readonly dpopJkt?: string;
    }
  /** `error` is told in place of the method's failure where the client can do something about it. */
  | { readonly proven: false; readonly reason: string; readonly error?: OAuthError };

/** What a proof may use of the engine. */
export type ProofTools = Pick<Engine, 'facts' | 'sha256' | 'mac' | 'verifySignature' | 'verifyMac' | 'findClientKeys'>;

/** What a proof is judged by besides the client. */
export interface ProofContext {
  readonly tools: ProofTools;
  readonly service: Pick<Service, 'id' | 'issuer' | 'offerRules' | 'bindingRules' | 'profiles' | 'attestationRules'>;
  /** How far the clock of whoever made a proof may be off. */
  readonly clockTolerance: Seconds;
  readonly certificate: ClientCertificate | undefined;
  readonly attestation: PresentedAttestation | undefined;
  readonly dpop: PresentedDpop | undefined;
  readonly now: EpochSeconds;
}

/** A way for clients to authenticate (RFC 6749 §2.3, RFC 7591 §2 `token_endpoint_auth_method`). */
export interface ClientAuthMethod {
  /** The wire value. */
  readonly name: string;
  readonly spec: string;
  /** The kind of client that may be registered with it. */
  readonly clientType: 'public' | 'confidential';
  /** Methods of one family stand in for one another: a client registered for one may use any of them. */
  readonly family: string;
  /** What the client registers for it (RFC 7591 §2, RFC 8705 §2.1.2); undefined: nothing. */
  readonly needs?: 'keys' | 'certificate_subject';
  /** The algorithms its assertions may be signed with, if it has assertions. */
  readonly signingAlgorithms?: readonly string[];
  /** Whether the text of the client's secrets is kept, sealed, because it is the key of an HMAC. */
  readonly keepsSecrets?: boolean;
  /** The error of a proof that does not hold. @default invalid_client */
  readonly failure?: OAuthErrorCode;
  /** Whether the proof is in the connection's certificate: then the request only names the client, as a public one's does. */
  readonly provesByConnection?: boolean;
  /** Whether somebody vouches for an instance of the client: keys that the client registered are that attester's then. */
  readonly isAttested?: boolean;
  /** Finds this method's credentials in a request; undefined if there are none. Throws OAuthError if they are malformed. */
  read(source: ClientCredentialSource): PresentedClient | undefined;
  /** Checks what was presented against the client. */
  prove(client: ClientWithSecrets, presented: PresentedClient, context: ProofContext): Awaitable<ClientProof>;
}

/** Types a client-authentication method. */
export const defineClientAuthMethod = (method: ClientAuthMethod): ClientAuthMethod => method;

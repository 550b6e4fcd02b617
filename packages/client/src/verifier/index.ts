/** Checking access tokens at a resource server. */

export type { Access } from './access.ts';
export type { DenialBody } from './access-denied-error.ts';
export { AccessDeniedError } from './access-denied-error.ts';
export type { Verifier } from './create-verifier.ts';
export { createVerifier } from './create-verifier.ts';
export type { DenialCode } from './denial.ts';
export type { Nonces } from './dpop/nonces.ts';
export { rotatingNonces } from './dpop/nonces.ts';
export type { ReplayStore } from './dpop/replay-store.ts';
export { memoryReplayStore } from './dpop/replay-store.ts';
export type { IntrospectionClient } from './introspection/introspect.ts';
export type { Requirements } from './judge-requirements.ts';
export type { AlgorithmName } from './jwt/algorithms.ts';
export type { ProtectedResourceMetadata, ResourceFacts } from './metadata/protected-resource.ts';
export { protectedResourceMetadata, protectedResourceMetadataUrl } from './metadata/protected-resource.ts';
export type { ClientCertificate, PresentedRequest } from './presented-request.ts';
export type { DpopOptions, IntrospectionOptions, VerifierOptions } from './verifier-options.ts';
export { allowInsecureIssuer, allowTokensWithoutAudience, allowTokensWithoutType } from './verifier-options.ts';
export type { PublishedMetadata } from './verifier-rules.ts';

import { oidc } from '../../../identity/workload/oidc.ts';
import type { Operation } from '../operation.ts';
import { proofText, proveIdentity } from './prove-identity.ts';

/** A workload with a token of a trusted issuer proves itself: a Kubernetes pod, a CI job. */
export const proveOidcIdentity: Operation = proveIdentity({
  name: 'proveOidcIdentity',
  path: '/api/v2/workspaceagents/oidc-identity',
  summary: 'Get a token for the agent that the holder of a JWT of a trusted issuer is.',
  platform: oidc,
  fields: { token: proofText('A JWT: a Kubernetes service account’s, a GitHub Actions job’s.') },
  decode: ({ token }) => ({ token }),
});

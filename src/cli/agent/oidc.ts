import { findIdentityToken } from './find-identity-token.ts';
import type { Proof } from './proof.ts';

/** A JWT of an issuer the server trusts: from a file, as Kubernetes projects it, or from GitHub Actions. */
export const oidcToken: Proof = {
  path: '/api/v2/workspaceagents/oidc-identity',
  obtain: async (context) => ({ token: await findIdentityToken(context) }),
};

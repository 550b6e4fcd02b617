import { AccessDeniedError } from '../access-denied-error.ts';
import type { Verifier } from '../create-verifier.ts';

/** What the MCP SDK hands to a server's tools as `authInfo`. */
export interface McpAuthInfo {
  token: string;
  clientId: string;
  scopes: string[];
  expiresAt?: number;
  resource?: URL;
  extra?: Record<string, unknown>;
}

/** The error classes of the MCP SDK, which its middleware knows answers for. */
export interface McpErrors {
  readonly InvalidTokenError: new (message: string) => Error;
  readonly InsufficientScopeError: new (message: string) => Error;
  readonly ServerError: new (message: string) => Error;
}

/**
 * The `verifier` of the MCP SDK's `requireBearerAuth`. It presents tokens as bearer tokens, so those bound to a key are refused. The
 * challenge is the middleware's: scopes a server needs belong to its `requiredScopes`, the metadata's URL to `resourceMetadataUrl`.
 *
 * @example
 * ```ts
 * import * as errors from '@modelcontextprotocol/sdk/server/auth/errors.js';
 *
 * const auth = requireBearerAuth({
 *   verifier: mcpTokenVerifier(verifier, errors),
 *   requiredScopes: ['tools'],
 *   resourceMetadataUrl: verifier.metadata?.url,
 * });
 * ```
 */
export const mcpTokenVerifier = (
  verifier: Verifier,
  { InvalidTokenError, InsufficientScopeError, ServerError }: McpErrors,
): { verifyAccessToken(token: string): Promise<McpAuthInfo> } => ({
  async verifyAccessToken(token) {
    try {
      const access = await verifier.verify({ method: 'POST', url: 'https://mcp.invalid/', authorization: `Bearer ${token}` });
      const { subject, clientId = subject ?? '', scopes, expiresAt, audience, claims } = access;
      const own = verifier.metadata?.document.resource;
      const resource = audience.find((name) => name === own) ?? audience.find((name) => URL.canParse(name));
      return {
        token,
        clientId,
        scopes: [...scopes],
        ...(expiresAt === undefined ? {} : { expiresAt }),
        ...(resource === undefined ? {} : { resource: new URL(resource) }),
        extra: { subject, claims },
      };
    } catch (error) {
      if (!(error instanceof AccessDeniedError)) throw error;
      if (error.code === 'temporarily_unavailable') throw new ServerError(error.message);
      throw error.code === 'insufficient_scope' ? new InsufficientScopeError(error.message) : new InvalidTokenError(error.message);
    }
  },
});

import { addAgentIdentity } from './agents/add-agent-identity.ts';
import { createAgent } from './agents/create-agent.ts';
import { getAgent } from './agents/get-agent.ts';
import { listAgentIdentities } from './agents/list-agent-identities.ts';
import { listAgents } from './agents/list-agents.ts';
import { removeAgentIdentity } from './agents/remove-agent-identity.ts';
import { revokeAgent } from './agents/revoke-agent.ts';
import { updateAgent } from './agents/update-agent.ts';
import { createApiToken } from './api-tokens/create-api-token.ts';
import { deleteApiToken } from './api-tokens/delete-api-token.ts';
import { listApiTokens } from './api-tokens/list-api-tokens.ts';
import { exportAuditEvents } from './audit/export-audit-events.ts';
import { listAuditEvents } from './audit/list-audit-events.ts';
import { deleteExternalAuth } from './external-auth/delete-external-auth.ts';
import { createAgentDpopProof, createDpopProof } from './external-auth/dpop-proof.ts';
import { getExternalAuth } from './external-auth/get-external-auth.ts';
import { getExternalAuthAccessToken } from './external-auth/get-external-auth-access-token.ts';
import { getExternalAuthDevice } from './external-auth/get-external-auth-device.ts';
import { getMyToken } from './external-auth/get-my-token.ts';
import { linkExternalAuthDevice } from './external-auth/link-external-auth-device.ts';
import { listExternalAuth } from './external-auth/list-external-auth.ts';
import { listExternalAuthLinks } from './external-auth/list-external-auth-links.ts';
import { putExternalAuthDefault } from './external-auth/put-external-auth-default.ts';
import { putExternalAuthToken } from './external-auth/put-external-auth-token.ts';
import { refreshExternalAuth } from './external-auth/refresh-external-auth.ts';
import { reportAgentRefusal, reportMyRefusal } from './external-auth/report-refusal.ts';
import { tryExternalAuth } from './external-auth/try-external-auth.ts';
import { createFederationPolicy } from './federation/create-policy.ts';
import { deleteFederationPolicy } from './federation/delete-policy.ts';
import { exchangeFederationToken } from './federation/exchange-token.ts';
import { explainFederationToken } from './federation/explain-token.ts';
import { getFederationPolicy } from './federation/get-policy.ts';
import { listFederationPolicies } from './federation/list-policies.ts';
import { replaceFederationPolicy } from './federation/replace-policy.ts';
import { createAppJwt } from './github-apps/create-app-jwt.ts';
import { createInstallationToken } from './github-apps/create-installation-token.ts';
import { listAppInstallations } from './github-apps/list-installations.ts';
import { createManagementToken } from './management-tokens/create-management-token.ts';
import { listManagementTokens } from './management-tokens/list-management-tokens.ts';
import { revokeManagementToken } from './management-tokens/revoke-management-token.ts';
import { createApp } from './oauth2-apps/create-app.ts';
import { createAppSecret } from './oauth2-apps/create-app-secret.ts';
import { deleteApp } from './oauth2-apps/delete-app.ts';
import { deleteAppSecret } from './oauth2-apps/delete-app-secret.ts';
import { getApp } from './oauth2-apps/get-app.ts';
import { listAppSecrets } from './oauth2-apps/list-app-secrets.ts';
import { listApps } from './oauth2-apps/list-apps.ts';
import { updateApp } from './oauth2-apps/update-app.ts';
import type { Operation } from './operation.ts';
import { createProvider } from './providers/create-provider.ts';
import { deleteProvider } from './providers/delete-provider.ts';
import { getProvider } from './providers/get-provider.ts';
import { importProviders } from './providers/import-providers.ts';
import { listProviderTypes } from './providers/list-provider-types.ts';
import { listProviders } from './providers/list-providers.ts';
import { testProvider } from './providers/test-provider.ts';
import { updateProvider } from './providers/update-provider.ts';
import { endOtherSessions } from './sessions/end-other-sessions.ts';
import { endSession } from './sessions/end-session.ts';
import { listSessions } from './sessions/list-sessions.ts';
import { signIn } from './sessions/sign-in.ts';
import { signOut } from './sessions/sign-out.ts';
import { createFirstUser } from './setup/create-first-user.ts';
import { changeMyPassword } from './users/change-my-password.ts';
import { changeUserRole } from './users/change-user-role.ts';
import { activateUser, suspendUser } from './users/change-user-status.ts';
import { createUser } from './users/create-user.ts';
import { getMe } from './users/get-me.ts';
import { listUsers } from './users/list-users.ts';
import { createWebhook } from './webhooks/create-webhook.ts';
import { deleteWebhook } from './webhooks/delete-webhook.ts';
import { getWebhook } from './webhooks/get-webhook.ts';
import { listWebhookDeliveries } from './webhooks/list-webhook-deliveries.ts';
import { listWebhooks } from './webhooks/list-webhooks.ts';
import { replayWebhookDelivery } from './webhooks/replay-webhook-delivery.ts';
import { rotateWebhookSecret } from './webhooks/rotate-webhook-secret.ts';
import { testWebhook } from './webhooks/test-webhook.ts';
import { updateWebhook } from './webhooks/update-webhook.ts';
import { getAgentExternalAuth } from './workspace-agents/get-agent-external-auth.ts';
import { getAgentGitAuth } from './workspace-agents/get-agent-git-auth.ts';
import { proveAwsInstance, proveAzureInstance, proveGoogleInstance } from './workspace-agents/prove-instance-identity.ts';
import { proveOidcIdentity } from './workspace-agents/prove-oidc-identity.ts';

/** Every operation of the REST API. Routes, OpenAPI and reference docs are computed from this list. */
export const operations: readonly Operation[] = [
  listApps,
  createApp,
  getApp,
  updateApp,
  deleteApp,
  listAppSecrets,
  createAppSecret,
  deleteAppSecret,
  listManagementTokens,
  createManagementToken,
  revokeManagementToken,
  createFirstUser,
  getMe,
  changeMyPassword,
  listUsers,
  createUser,
  changeUserRole,
  suspendUser,
  activateUser,
  signIn,
  signOut,
  listSessions,
  endSession,
  endOtherSessions,
  listApiTokens,
  createApiToken,
  deleteApiToken,
  listAgents,
  createAgent,
  getAgent,
  updateAgent,
  revokeAgent,
  listAgentIdentities,
  addAgentIdentity,
  removeAgentIdentity,
  listExternalAuth,
  getExternalAuth,
  deleteExternalAuth,
  getExternalAuthAccessToken,
  createDpopProof,
  putExternalAuthToken,
  putExternalAuthDefault,
  listExternalAuthLinks,
  getExternalAuthDevice,
  linkExternalAuthDevice,
  refreshExternalAuth,
  tryExternalAuth,
  getMyToken,
  reportMyRefusal,
  getAgentExternalAuth,
  getAgentGitAuth,
  createAgentDpopProof,
  reportAgentRefusal,
  listAppInstallations,
  createAppJwt,
  createInstallationToken,
  listFederationPolicies,
  createFederationPolicy,
  getFederationPolicy,
  replaceFederationPolicy,
  deleteFederationPolicy,
  exchangeFederationToken,
  explainFederationToken,
  listProviders,
  createProvider,
  getProvider,
  updateProvider,
  deleteProvider,
  testProvider,
  listProviderTypes,
  importProviders,
  proveAwsInstance,
  proveAzureInstance,
  proveGoogleInstance,
  proveOidcIdentity,
  listWebhooks,
  createWebhook,
  getWebhook,
  updateWebhook,
  deleteWebhook,
  rotateWebhookSecret,
  testWebhook,
  listWebhookDeliveries,
  replayWebhookDelivery,
  listAuditEvents,
  exportAuditEvents,
];

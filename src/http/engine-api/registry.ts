import type { EngineOperation } from './engine-operation.ts';
import { failAuthorization } from './operations/authorization/fail.ts';
import { issueAuthorization } from './operations/authorization/issue.ts';
import { processAuthorization } from './operations/authorization/process-request.ts';
import { getTicketInfo } from './operations/authorization-management/get-ticket-info.ts';
import { updateTicket } from './operations/authorization-management/update-ticket.ts';
import { cibaOperations } from './operations/ciba/disabled.ts';
import { createClient } from './operations/client/create.ts';
import { deleteClient } from './operations/client/delete.ts';
import { getClient } from './operations/client/get.ts';
import { listClients } from './operations/client/list.ts';
import { updateClient } from './operations/client/update.ts';
import { clientManagementOperations } from './operations/client-management/registry.ts';
import { authorizeDeviceOperation } from './operations/device-flow/authorization.ts';
import { completeDeviceOperation } from './operations/device-flow/complete.ts';
import { verifyDevice } from './operations/device-flow/verification.ts';
import { registrationOperations } from './operations/dynamic-client-registration/registry.ts';
import { federationOperations } from './operations/federation/disabled.ts';
import { grantManagementOperations } from './operations/grant-management/disabled.ts';
import { hardwareSecurityKeyOperations } from './operations/hardware-security-keys/disabled.ts';
import { processIntrospection } from './operations/introspection/process.ts';
import { processStandardIntrospection } from './operations/introspection/standard-process.ts';
import { verifyJose } from './operations/jose-object/verify.ts';
import { echo } from './operations/lifecycle/echo.ts';
import { getInfo } from './operations/lifecycle/get-info.ts';
import { healthcheck } from './operations/lifecycle/healthcheck.ts';
import { nativeSsoOperations } from './operations/native-sso/disabled.ts';
import { pushAuthorization } from './operations/pushed-authorization/create.ts';
import { processRevocation } from './operations/revocation/process.ts';
import { getServiceConfiguration } from './operations/service/configuration.ts';
import { createService } from './operations/service/create.ts';
import { deleteService } from './operations/service/delete.ts';
import { getService } from './operations/service/get.ts';
import { getServiceJwks } from './operations/service/get-jwks.ts';
import { listServices } from './operations/service/list.ts';
import { updateService } from './operations/service/update.ts';
import { failToken } from './operations/token/fail.ts';
import { issueToken } from './operations/token/issue.ts';
import { processToken } from './operations/token/process.ts';
import { createTokenOperation } from './operations/token-management/create.ts';
import { createTokenBatch } from './operations/token-management/create-batch.ts';
import { deleteToken } from './operations/token-management/delete.ts';
import { getTokenBatchStatus } from './operations/token-management/get-batch-status.ts';
import { listTokensOperation } from './operations/token-management/list.ts';
import { reissueIdTokenOperation } from './operations/token-management/reissue-id-token.ts';
import { revokeTokensOperation } from './operations/token-management/revoke.ts';
import { updateTokenOperation } from './operations/token-management/update.ts';
import { issueUserinfo } from './operations/userinfo/issue.ts';
import { processUserinfo } from './operations/userinfo/process.ts';
import { verifiableCredentialOperations } from './operations/verifiable-credentials/disabled.ts';

/** Every operation of the engine API. Routes, OpenAPI, the `grantry` commands and the reference are computed from this list. */
export const engineOperations: readonly EngineOperation[] = [
  healthcheck,
  getInfo,
  echo,
  getService,
  listServices,
  createService,
  updateService,
  deleteService,
  getServiceConfiguration,
  getServiceJwks,
  processAuthorization,
  issueAuthorization,
  failAuthorization,
  getTicketInfo,
  updateTicket,
  processToken,
  issueToken,
  failToken,
  createTokenOperation,
  createTokenBatch,
  getTokenBatchStatus,
  updateTokenOperation,
  deleteToken,
  revokeTokensOperation,
  listTokensOperation,
  reissueIdTokenOperation,
  verifyJose,
  processIntrospection,
  processStandardIntrospection,
  processUserinfo,
  issueUserinfo,
  pushAuthorization,
  processRevocation,
  authorizeDeviceOperation,
  verifyDevice,
  completeDeviceOperation,
  getClient,
  listClients,
  createClient,
  updateClient,
  deleteClient,
  ...clientManagementOperations,
  ...registrationOperations,
  ...cibaOperations,
  ...federationOperations,
  ...grantManagementOperations,
  ...hardwareSecurityKeyOperations,
  ...nativeSsoOperations,
  ...verifiableCredentialOperations,
];

import type { EngineOperation } from './engine-operation.ts';
import { echo } from './operations/lifecycle/echo.ts';
import { getInfo } from './operations/lifecycle/get-info.ts';
import { healthcheck } from './operations/lifecycle/healthcheck.ts';
import { pushAuthorization } from './operations/pushed-authorization/create.ts';
import { processRevocation } from './operations/revocation/process.ts';
import { processToken } from './operations/token/process.ts';

/** Every operation of the engine API. Routes, OpenAPI, the `grantry` commands and the reference are computed from this list. */
export const engineOperations: readonly EngineOperation[] = [
  healthcheck,
  getInfo,
  echo,
  processToken,
  pushAuthorization,
  processRevocation,
];

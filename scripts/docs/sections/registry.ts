import type { Section } from '../section.ts';
import { clientAuthentication } from './client-authentication.ts';
import { clientMemberTable, refusedClientMembers } from './client-members.ts';
import { commands, globalFlags } from './commands.ts';
import { conformance } from './conformance.ts';
import { credentials } from './credentials.ts';
import { endpoints } from './endpoints.ts';
import { engineApiPages, engineCallerErrors, engineOperationList } from './engine-api.ts';
import { errorCodes } from './error-codes.ts';
import { exitCodes } from './exit-codes.ts';
import { grantTypes } from './grant-types.ts';
import { metrics } from './metrics.ts';
import { operations } from './operations.ts';
import { profileNames, profileRules } from './profiles.ts';
import { providerPages } from './provider-pages.ts';
import { providers } from './providers.ts';
import { scopes } from './scopes.ts';
import { refusedServiceMembers, serviceMemberTable } from './service-members.ts';
import { settings } from './settings.ts';
import { storageSchema } from './storage-schema.ts';
import { variables } from './variables.ts';

/** Every generated section. `npm run docs` writes them; a test fails while one is stale. */
export const sections: readonly Section[] = [
  errorCodes,
  endpoints,
  grantTypes,
  clientAuthentication,
  profileNames,
  profileRules,
  credentials,
  scopes,
  operations,
  engineCallerErrors,
  engineOperationList,
  ...engineApiPages,
  clientMemberTable,
  refusedClientMembers,
  serviceMemberTable,
  refusedServiceMembers,
  settings,
  providers,
  ...providerPages,
  globalFlags,
  exitCodes,
  variables,
  commands,
  metrics,
  storageSchema,
  conformance,
];

import { aws } from './aws.ts';
import { azure } from './azure/azure.ts';
import { google } from './google.ts';
import { oidc } from './oidc.ts';
import type { WorkloadPlatform } from './platform.ts';

/** Every way for workloads to prove what they are. What agents can be known by, forms and references are computed from this list. */
export const workloadPlatforms: readonly WorkloadPlatform<never>[] = [aws, azure, google, oidc];

import { atlassian } from './atlassian.ts';
import { azureDevops } from './azure-devops.ts';
import { azureDevopsEntra } from './azure-devops-entra.ts';
import { bitbucketCloud } from './bitbucket-cloud.ts';
import { bitbucketServer } from './bitbucket-server.ts';
import { discord } from './discord.ts';
import { generic } from './generic.ts';
import { gitea } from './gitea.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { google } from './google.ts';
import { jfrog } from './jfrog.ts';
import { linear } from './linear.ts';
import { microsoftEntra } from './microsoft-entra.ts';
import { notion } from './notion.ts';
import { oidc } from './oidc.ts';
import type { ProviderType } from './provider-type.ts';
import { slack } from './slack.ts';

/** Every type of provider that is known by name. Settings, docs and the shared tests read this list. */
export const providerTypes: readonly ProviderType[] = [
  generic,
  oidc,
  github,
  gitlab,
  bitbucketCloud,
  bitbucketServer,
  azureDevops,
  azureDevopsEntra,
  gitea,
  jfrog,
  slack,
  google,
  microsoftEntra,
  linear,
  notion,
  atlassian,
  discord,
];

/** The type of that name; the generic one for names nobody knows. */
export const providerTypeOf = (name: string): ProviderType =>
  providerTypes.find(({ type, aliases }) => type === name || aliases?.includes(name)) ?? generic;

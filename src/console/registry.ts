import type { Page } from './page.ts';
import { agentPage } from './pages/agent.ts';
import { agentsPage } from './pages/agents.ts';
import { apiTokensPage } from './pages/api-tokens.ts';
import { applicationPage } from './pages/application.ts';
import { applicationProfilesPage } from './pages/application-profiles.ts';
import { applicationSecretsPage } from './pages/application-secrets.ts';
import { applicationsPage } from './pages/applications.ts';
import { auditPage } from './pages/audit.ts';
import { authorisedAppsPage } from './pages/authorised-apps.ts';
import { connectionsPage } from './pages/connections.ts';
import { devicePage } from './pages/device.ts';
import { deviceLinkPage } from './pages/device-link.ts';
import { externalAuthPage } from './pages/external-auth.ts';
import { homePage } from './pages/home.ts';
import { providerPage } from './pages/provider.ts';
import { providersPage } from './pages/providers.ts';
import { sessionsPage } from './pages/sessions.ts';
import { setupPage } from './pages/setup.ts';
import { signInPage } from './pages/sign-in.ts';
import { signOutPage } from './pages/sign-out.ts';
import { webhookPage } from './pages/webhook.ts';
import { webhooksPage } from './pages/webhooks.ts';

/** Every page of the console. The plugin mounts this list, and the shared tests walk it. */
export const pages: readonly Page[] = [
  homePage,
  signInPage,
  signOutPage,
  setupPage,
  connectionsPage,
  externalAuthPage,
  deviceLinkPage,
  devicePage,
  authorisedAppsPage,
  agentsPage,
  agentPage,
  apiTokensPage,
  sessionsPage,
  applicationsPage,
  applicationPage,
  applicationProfilesPage,
  applicationSecretsPage,
  providersPage,
  providerPage,
  webhooksPage,
  webhookPage,
  auditPage,
];

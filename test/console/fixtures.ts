import type { Html } from '../../src/console/html.ts';
import { renderAgentPage } from '../../src/console/views/agent.ts';
import { renderAgentsPage } from '../../src/console/views/agents.ts';
import { renderApiTokensPage } from '../../src/console/views/api-tokens.ts';
import { renderApplicationPage } from '../../src/console/views/application.ts';
import { renderApplicationsPage } from '../../src/console/views/applications.ts';
import { renderAuditPage } from '../../src/console/views/audit.ts';
import { renderAuthorisedAppsPage } from '../../src/console/views/authorised-apps.ts';
import { renderAuthorizationErrorPage } from '../../src/console/views/authorization-error.ts';
import { renderConnectionsPage } from '../../src/console/views/connections.ts';
import { renderConsentPage } from '../../src/console/views/consent.ts';
import { renderDeviceCodePage } from '../../src/console/views/device-code.ts';
import { renderDeviceConsentPage } from '../../src/console/views/device-consent.ts';
import { renderDeviceEntryPage } from '../../src/console/views/device-entry.ts';
import { renderErrorPage } from '../../src/console/views/error-page.ts';
import { renderExternalAuthPage } from '../../src/console/views/external-auth.ts';
import type { Frame } from '../../src/console/views/frame.ts';
import { renderHomePage } from '../../src/console/views/home.ts';
import { renderAskLogoutPage, renderLoggedOutPage, renderLogoutErrorPage } from '../../src/console/views/logout.ts';
import { renderMessagePage } from '../../src/console/views/message.ts';
import { renderNewApplicationPage } from '../../src/console/views/new-application.ts';
import type { AccountProps } from '../../src/console/views/parts/account.ts';
import { renderReference } from '../../src/console/views/reference.ts';
import { renderSessionsPage } from '../../src/console/views/sessions.ts';
import { renderSetupPage } from '../../src/console/views/setup.ts';
import { renderSetupDonePage } from '../../src/console/views/setup-done.ts';
import { renderSignInPage } from '../../src/console/views/sign-in.ts';
import { renderWebhookPage } from '../../src/console/views/webhook.ts';
import { renderWebhooksPage } from '../../src/console/views/webhooks.ts';
import { type EpochSeconds, epochSeconds, seconds } from '../../src/protocol/units.ts';
import { fillProviderPages } from './provider-pages.ts';

const now = epochSeconds(1_795_000_000);
const ago = (seconds: number): EpochSeconds => epochSeconds(now - seconds);

/**
 * Every page, filled in. `text` goes through each string that comes from outside: the identity shows pages as people see them,
 * a hostile one shows what gets through.
 */
export function fillPages(text: (plain: string) => string): Readonly<Record<string, Html>> {
  const viewer = { name: text('Ada Lovelace'), email: text('ada@example.com'), isAdmin: true };
  const frame: Frame = { viewer, csrfToken: text('csrf') };
  const account: AccountProps = {
    connectionId: text('con1'),
    login: text('ada-lovelace'),
    standing: 'default',
    isPasted: false,
    health: 'ok',
    cause: undefined,
    scopes: [text('repo'), text('read:user')],
    linkedAt: ago(8_000_000),
    expiresAt: epochSeconds(now + 25_000),
    lastRefreshedAt: ago(3700),
    lastValidatedAt: ago(120),
    lastUsedAt: ago(15),
    canRefresh: true,
    isRevokedUpstream: true,
  };
  const clientUri = text('https://app.example/callback');
  const application = { number: 7, name: text('Build dashboard'), clientId: text('0b6f2c0e-58a9-4d6c-9f5e-0a3c7d1e2f4b') };
  const values = {
    name: application.name,
    redirectUris: clientUri,
    icon: text(''),
    postLogoutRedirectUris: text('https://app.example/signed-out'),
    backchannelLogoutUri: text('https://app.example/backchannel-logout'),
    clientType: 'confidential',
    usesDevice: true,
  } as const;
  const consent = {
    action: text('/oauth2/authorize?client_id=7&response_type=code&state=xyz'),
    csrfToken: text('csrf'),
    client: { name: application.name, clientId: application.clientId, icon: text(''), isSelfRegistered: false },
    user: viewer,
    redirectUri: clientUri,
    claims: [],
    resources: [text('https://mcp.example/')],
    details: [],
    cancelUrl: text('https://app.example/callback?error=access_denied'),
  };
  const scopes = [
    { name: text('user:read_personal'), description: text('See your name, user name and email address') },
    { name: text('external_auth:read'), description: text('See which accounts you have linked and whether they work') },
    { name: text('external_auth:access_token'), description: text('Get access tokens for your linked accounts') },
  ];
  const delivery = {
    type: text('connection.degraded'),
    at: ago(70),
    attempts: 1,
    nextAttemptAt: undefined,
    payload: text(
      '{"type":"connection.degraded","timestamp":"2026-11-18T11:06:40Z","data":{"connection_id":"0hQ2wJcVqa3kTz9LmB","provider_id":"github"}}',
    ),
  };
  const row = { createdAt: ago(400_000), expiresAt: epochSeconds(now + 7_000_000), lastUsedAt: ago(5000) };
  const provider = { id: text('github'), name: text('GitHub'), icon: text('') };
  return {
    setup: renderSetupPage({ csrfToken: text('csrf'), setupToken: text('gsl_x'), email: text('') }),
    'setup-done': renderSetupDonePage({
      keys: [{ id: text('api-token'), label: text('API token'), hint: text('Does everything.'), credential: text('gpt_0123456789abcdef') }],
    }),
    'sign-in': renderSignInPage({ csrfToken: text('csrf'), redirect: text('/connections') }),
    'sign-in-again': renderSignInPage({
      csrfToken: text('csrf'),
      redirect: text('/oauth2/authorize?client_id=7'),
      login: text('"ada"@example.com'),
      signedInAs: text('Ada <3'),
    }),
    'sign-in-failed': renderSignInPage({
      csrfToken: text('csrf'),
      redirect: text('/'),
      login: text('ada'),
      notice: { tone: 'danger', text: text('That email and password do not go together.') },
    }),
    consent: renderConsentPage({ ...consent, scopes }),
    'consent-full': renderConsentPage({
      ...consent,
      redirectUri: text('http://127.0.0.1:9876/callback'),
      resources: [],
      client: { ...consent.client, isSelfRegistered: true },
      scopes: [{ name: 'all', description: text('Do everything you can do in Grantry') }],
    }),
    'consent-details': renderConsentPage({
      ...consent,
      claims: [text('email'), text('phone_number_verified')],
      cancelUrl: undefined,
      scopes: [],
      details: [
        {
          description: text('Make a payment'),
          detail: {
            type: text('payment_initiation'),
            actions: [text('initiate'), text('status'), text('cancel')],
            locations: [text('https://pay.example/payments')],
            identifier: text('account-7'),
            instructedAmount: { currency: text('EUR'), amount: text('123.50') },
            creditorName: text('Merchant A'),
          },
        },
        { description: text('Read files'), detail: { type: text('files'), actions: [text('read')], datatypes: [text('picture')] } },
      ],
    }),
    'device-entry': renderDeviceEntryPage({ csrfToken: text('csrf'), userCode: '', isFromLink: false }),
    'device-entry-link': renderDeviceEntryPage({
      csrfToken: text('csrf'),
      userCode: text('WDJB-MJHT'),
      isFromLink: true,
      notice: { tone: 'danger', text: text('This code has expired. Have your device show a new one.') },
    }),
    'device-consent': renderDeviceConsentPage({ ...consent, userCode: text('WDJB-MJHT'), scopes, now, askedAt: ago(70) }),
    'consent-none': renderConsentPage({ ...consent, redirectUri: text('com.example.app:/callback'), scopes: [] }),
    'ask-logout': renderAskLogoutPage({
      action: text('/oauth2/logout'),
      fields: [['state', text('xyz')]],
      csrfToken: text('csrf'),
      clientName: application.name,
      user: viewer,
    }),
    'ask-logout-of-nobody': renderAskLogoutPage({
      action: text('/oauth2/logout'),
      fields: [],
      csrfToken: text('csrf'),
      clientName: undefined,
      user: viewer,
    }),
    'logged-out': renderLoggedOutPage(),
    'logout-error': renderLogoutErrorPage({
      description: text('The application has not registered the address that it wants you to go to.'),
      requestId: text('req-1'),
    }),
    home: renderHomePage({
      frame,
      accessUrl: text('https://grantry.example'),
      connections: [
        { providerName: text('GitHub'), login: text('octocat'), health: 'ok', cause: undefined },
        { providerName: text('GitLab'), login: undefined, health: 'needs_reauth', cause: text('invalid_grant: Token was revoked') },
      ],
      unlinkedProviders: [text('Slack')],
      counts: { authorisedApps: 3, agents: 2, apiTokens: 1, sessions: 4 },
    }),
    connections: renderConnectionsPage({
      frame: { ...frame, notice: { tone: 'success', text: text('GitHub confirmed that the token works.') } },
      now,
      providers: [
        {
          ...provider,
          accounts: [
            account,
            { ...account, login: text('ada-at-work'), standing: 'other', health: 'expiring', expiresAt: epochSeconds(now + 200) },
          ],
        },
        {
          ...provider,
          id: text('gitlab'),
          name: text('GitLab'),
          accounts: [
            {
              ...account,
              login: undefined,
              health: 'needs_reauth',
              cause: text('GitLab says: invalid_grant, the refresh token was revoked'),
              expiresAt: ago(90_000),
              isRevokedUpstream: false,
            },
            {
              ...account,
              login: text('bot'),
              standing: 'only',
              isPasted: true,
              health: 'degraded',
              cause: text('GitLab answered 503; next attempt soon'),
              lastUsedAt: undefined,
            },
          ],
        },
        { ...provider, id: text('slack'), name: text('Slack'), icon: '/icon/slack.svg', accounts: [] },
      ],
    }),
    'connections-empty': renderConnectionsPage({ frame, now, providers: [] }),
    'external-auth-linked': renderExternalAuthPage({
      provider,
      now,
      state: { kind: 'linked', health: 'ok', expiresAt: epochSeconds(now + 9000) },
    }),
    'external-auth-failed': renderExternalAuthPage({
      provider,
      now,
      state: { kind: 'failed', cause: text('GitHub says the token does not work.'), retryAt: '/external-auth/github/callback' },
    }),
    'device-code': renderDeviceCodePage({
      provider,
      now,
      userCode: text('WDJB-MJHT'),
      verificationUri: 'https://github.com/login/device',
      verificationUriComplete: undefined,
      expiresAt: epochSeconds(now + 899),
      wait: seconds(5),
      path: '/external-auth/github/device/1',
      isStill: true,
    }),
    applications: renderApplicationsPage({
      frame,
      applications: [{ ...application, clientType: 'confidential', redirectUris: [clientUri, text('http://localhost/callback')] }],
    }),
    'applications-empty': renderApplicationsPage({ frame, applications: [] }),
    'new-application': renderNewApplicationPage({
      frame,
      values,
      errors: { redirectUris: text('“/callback” is not an absolute URL.') },
    }),
    webhooks: renderWebhooksPage({
      frame,
      webhooks: [
        { id: text('wh1'), url: text('https://hooks.example/grantry'), description: text('Pager'), eventTypes: [], standing: 'ok' },
        {
          id: text('wh2'),
          url: text('https://chat.example/in'),
          description: '',
          eventTypes: [text('connection.degraded')],
          standing: 'failing',
        },
      ],
      events: [{ type: text('connection.degraded'), summary: text('A refresh failed.') }],
      values: { url: text('ftp://x'), description: text(''), eventTypes: [text('connection.degraded')] },
      errors: { url: text('It must be https.') },
    }),
    'webhooks-empty': renderWebhooksPage({
      frame,
      webhooks: [],
      events: [{ type: text('connection.degraded'), summary: text('A refresh failed.') }],
      values: { url: '', description: '', eventTypes: [] },
      errors: {},
    }),
    webhook: renderWebhookPage({
      frame,
      now,
      id: text('wh1'),
      url: text('https://hooks.example/grantry'),
      standing: 'disabled',
      cause: text('It failed for five days without a success.'),
      createdAt: ago(900_000),
      previousSecretUntil: epochSeconds(now + 3600),
      values: { url: text('https://hooks.example/grantry'), description: text('Pager'), eventTypes: [] },
      errors: {},
      events: [
        { type: text('connection.degraded'), summary: text('A refresh failed.') },
        { type: text('connection.revoked'), summary: text('A user unlinked an account.') },
      ],
      deliveries: [
        { ...delivery, id: text('d1'), state: 'delivered', lastAttempt: { at: ago(60), status: 204, words: text('') } },
        {
          ...delivery,
          id: text('d2'),
          state: 'pending',
          attempts: 3,
          nextAttemptAt: epochSeconds(now + 1800),
          lastAttempt: { at: ago(60), status: 500, words: text('<html>Bad gateway') },
        },
        {
          ...delivery,
          id: text('d3'),
          state: 'failed',
          attempts: 10,
          lastAttempt: { at: ago(60), status: undefined, words: text('hooks.example could not be reached') },
        },
      ],
      olderPath: text('/webhooks/wh1?before=d3'),
      createdSecret: text('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'),
    }),
    audit: renderAuditPage({
      frame,
      now,
      events: [
        {
          sequence: 12,
          at: ago(5),
          event: text('token_handed_out'),
          actor: text('agent:0hQ2wJcVqa3kTz9LmB'),
          target: text('connection:0hQ2wJcVqa3kTz9LmB'),
          address: text('2001:db8:85a3:8d3:1319:8a2e:370:7348'),
          requestId: text('Zm9vYmFy-1a'),
          details: { provider: text('github'), account: text('ada'), count: 41 },
        },
        {
          sequence: 11,
          at: ago(500),
          event: text('webhook_disabled'),
          actor: text('system'),
          target: undefined,
          address: undefined,
          requestId: undefined,
          details: undefined,
        },
      ],
      eventNames: [text('signed_in'), text('token_handed_out')],
      filter: { event: text('token_handed_out'), actor: text('agent:1'), target: text('') },
      exportPath: text('/api/v2/audit/export?event=token_handed_out'),
      olderPath: text('/audit?before=11'),
    }),
    'audit-empty': renderAuditPage({
      frame,
      now,
      events: [],
      eventNames: [],
      filter: { event: '', actor: '', target: '' },
      exportPath: '/api/v2/audit/export',
      olderPath: undefined,
    }),
    application: renderApplicationPage({
      frame,
      now,
      ...application,
      values,
      errors: {},
      secrets: [{ id: text('sec1'), truncated: text('x7Kq2P'), createdAt: ago(400_000), lastUsedAt: undefined }],
      authentication: [{ label: 'Authentication', value: text('private_key_jwt (ES256)') }],
      profiles: [
        { name: 'fapi2_security', title: 'FAPI 2.0 Security Profile', isChosen: false, isDemanded: true },
        { name: 'fapi2_signed_requests', title: 'FAPI 2.0 Message Signing: authorization requests', isChosen: true, isDemanded: false },
      ],
      endpoints: [
        { label: 'Authorization', url: text('https://grantry.example/oauth2/authorize') },
        { label: 'Token', url: text('https://grantry.example/oauth2/tokens') },
      ],
      createdSecret: text('gcs_0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwx'),
    }),
    ...fillProviderPages(frame, text),
    'authorised-apps': renderAuthorisedAppsPage({
      frame,
      now,
      apps: [
        {
          clientNumber: 7,
          name: application.name,
          clientId: application.clientId,
          scopes: scopes.map(({ name }) => name),
          grantCount: 2,
          lastGrantedAt: ago(90_000),
        },
      ],
    }),
    'authorised-apps-empty': renderAuthorisedAppsPage({ frame, now, apps: [] }),
    sessions: renderSessionsPage({
      frame,
      now,
      sessions: [
        {
          id: text('s1'),
          userAgent: text('Firefox on Linux'),
          address: text('203.0.113.7'),
          createdAt: ago(90_000),
          lastUsedAt: ago(5),
          isCurrent: true,
        },
        {
          id: text('s2'),
          userAgent: text('grantry/0.1.0'),
          address: text('2001:db8::7'),
          createdAt: ago(900_000),
          lastUsedAt: ago(86_500),
          isCurrent: false,
        },
      ],
    }),
    'api-tokens': renderApiTokensPage({
      frame,
      now,
      scopes,
      tokens: [
        { id: text('t1'), name: text('Nightly backup'), scopes: [text('external_auth:read')], ...row },
        { id: text('t2'), name: text('Laptop'), scopes: undefined, ...row, expiresAt: undefined, lastUsedAt: undefined },
      ],
      created: { name: text('Laptop'), credential: text('gpt_0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwx') },
    }),
    agents: renderAgentsPage({
      frame,
      now,
      providers: [provider],
      agents: [
        { id: text('a1'), name: text('workspace-12'), rules: undefined, identities: [], ...row },
        { id: text('a2'), name: text('release job'), rules: [text('GitHub as octocat')], identities: [text('aws:i-0abc')], ...row },
        { id: text('a3'), name: text('nothing'), rules: [], identities: [], ...row },
      ],
      created: {
        id: text('a1'),
        name: text('workspace-12'),
        credential: text('gag_0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwx'),
      },
    }),
    agent: renderAgentPage({
      frame,
      now,
      agent: { id: text('a1'), name: text('workspace-12') },
      mayEverything: false,
      rules: [
        {
          providerId: text('github'),
          providerName: text('GitHub'),
          isRule: true,
          accounts: [
            { name: text('octocat'), isChosen: true },
            { name: text('hubot'), isChosen: false },
          ],
          scopes: [text('repo'), text('user')],
        },
        { providerId: text('slack'), providerName: text('Slack'), isRule: false, accounts: [], scopes: [] },
      ],
      identities: [
        { id: text('i1'), platform: text('AWS'), description: text('aws:i-0abc123def4567890'), createdAt: now },
        {
          id: text('i2'),
          platform: text('OpenID Connect'),
          description: text('oidc:https://token.actions.githubusercontent.com#repo:octo/app:* [ref=refs/heads/main]'),
          createdAt: now,
        },
      ],
      newIdentity: {
        clouds: [
          { platform: 'aws', label: 'AWS' },
          { platform: 'azure', label: 'Azure' },
        ],
        tokenPlatform: 'oidc',
        issuers: [text('https://token.actions.githubusercontent.com')],
      },
    }),
    'agent-new': renderAgentPage({
      frame,
      now,
      agent: { id: text('a1'), name: text('workspace-12') },
      mayEverything: true,
      rules: [],
      identities: [],
      newIdentity: { clouds: [{ platform: 'aws', label: 'AWS' }], tokenPlatform: 'oidc', issuers: [] },
    }),
    message: renderMessagePage({
      title: text('Signed in'),
      text: text('You are on your way.'),
      detail: text('More'),
      link: { path: text('/connections'), label: text('Continue') },
      continues: false,
    }),
    'not-found': renderErrorPage({ status: 404, requestId: text('req-1') }),
    'server-error': renderErrorPage({ status: 500, requestId: text('req-1') }),
    reference: renderReference(
      {
        tags: [{ name: text('External auth'), description: text('Accounts at other providers.') }],
        paths: {
          [text('/api/v2/external-auth/{externalauth}')]: {
            get: {
              operationId: text('getExternalAuth'),
              tags: [text('External auth')],
              summary: text('Tell whether the account at a provider works.'),
              description: text('It is not refreshed.'),
              parameters: [{ name: text('externalauth'), in: 'path', required: true, description: text('The provider’s id.') }],
              responses: { 200: { description: text('How it is.') } },
            },
          },
        },
      },
      [{ code: text('A050305'), cause: text('The code is unknown.'), fix: text('Start over.') }],
    ),
    'authorization-error': renderAuthorizationErrorPage({
      title: text('Authorization stopped'),
      description: text('The redirect URI must exactly match one that is registered.'),
      requestId: text('req-1'),
    }),
  };
}

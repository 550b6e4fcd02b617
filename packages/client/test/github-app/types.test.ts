import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Octokit } from '@octokit/core';
import {
  type AppAuthentication,
  type AppAuthOptions,
  type Authentication,
  type AuthOptions,
  createAppAuth,
  createOAuthUserAuth,
  type GitHubAppUserAuthentication,
  type GitHubAppUserAuthenticationWithExpiration,
  type InstallationAccessTokenAuthentication,
  type InstallationAuthOptions,
  type OAuthAppAuthentication,
  type OAuthAppAuthOptions,
  type OAuthDeviceFlowAuthOptions,
  type OAuthUserAuth,
  type OAuthWebFlowAuthOptions,
  type RequestInterface,
  type StrategyOptions,
} from '../../src/github-app/index.ts';
import { appOptions } from '../github/stand-in.ts';

/** Compiles only if a value of one type may stand where the other is wanted. */
const accepts = <Wanted>(_value: Wanted): void => {};

test("the seed's types are exported, and fit one another", () => {
  accepts<StrategyOptions>(appOptions);
  accepts<StrategyOptions>({ appId: '1', createJwt: async () => ({ jwt: '', expiresAt: '' }), anything: 'else' });
  accepts<AuthOptions>({ type: 'app' } satisfies AppAuthOptions);
  accepts<AuthOptions>({ type: 'oauth-app' } satisfies OAuthAppAuthOptions);
  accepts<AuthOptions>({ type: 'installation', permissions: { contents: 'read' } } satisfies InstallationAuthOptions);
  accepts<AuthOptions>({ type: 'oauth-user', code: '1' } satisfies OAuthWebFlowAuthOptions);
  accepts<AuthOptions>({ type: 'oauth-user', onVerification: () => {} } satisfies OAuthDeviceFlowAuthOptions);
});

test('results are told apart by type and tokenType', () => {
  const read = (authentication: Authentication): string | number => {
    if (authentication.type === 'app') return authentication.appId;
    if (authentication.type === 'oauth-app') return authentication.headers.authorization;
    return authentication.tokenType === 'installation' ? authentication.installationId : authentication.clientType;
  };
  const one: AppAuthentication = { type: 'app', token: '', appId: 1, expiresAt: '' };
  assert.equal(read(one), 1);
});

test('the type of the options picks the type of the result, and a factory its own', () => {
  const auth = createAppAuth(appOptions);
  accepts<() => Promise<AppAuthentication>>(() => auth({ type: 'app' }));
  accepts<() => Promise<OAuthAppAuthentication>>(() => auth({ type: 'oauth-app' }));
  accepts<() => Promise<InstallationAccessTokenAuthentication>>(() => auth({ type: 'installation' }));
  accepts<() => Promise<GitHubAppUserAuthentication | GitHubAppUserAuthenticationWithExpiration>>(() =>
    auth({ type: 'oauth-user', code: '1' }),
  );
  accepts<() => Promise<Date>>(() => auth({ type: 'installation', factory: () => new Date() }));
  accepts<() => Promise<OAuthUserAuth>>(() => auth({ type: 'oauth-user', code: '1', factory: createOAuthUserAuth }));
  // @ts-expect-error a user is had with a code or a device
  accepts(() => auth({ type: 'oauth-user' }));
  // @ts-expect-error one signs with a key or with a function
  accepts<StrategyOptions>({ appId: 1 });
});

test("octokit's request is one this library takes", () => {
  accepts<RequestInterface>(new Octokit().request);
  accepts<StrategyOptions>({ ...appOptions, request: new Octokit().request });
});

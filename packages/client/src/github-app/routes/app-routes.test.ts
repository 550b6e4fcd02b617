import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAppRoute, isClientRoute, isLoginRoute } from './app-routes.ts';

const forApp = [
  '/app',
  '/APP',
  '/app/hook/config',
  '/app/hook/deliveries',
  '/app/hook/deliveries/{delivery_id}',
  '/app/hook/deliveries/1/attempts',
  '/app/installations',
  '/app/installations/{installation_id}',
  '/app/installations/123/access_tokens',
  '/app/installations/123/suspended',
  '/app/installation-requests',
  '/marketplace_listing/accounts/1',
  '/marketplace_listing/plan',
  '/marketplace_listing/plans',
  '/marketplace_listing/plans/1/accounts',
  '/marketplace_listing/stubbed/accounts/1',
  '/marketplace_listing/stubbed/plan',
  '/marketplace_listing/stubbed/plans',
  '/marketplace_listing/stubbed/plans/1/accounts',
  '/orgs/{org}/installation',
  '/repos/{owner}/{repo}/installation',
  '/users/octocat/installation',
  '/enterprises/acme/installation',
];

const forOthers = [
  '/',
  '/apps/grantry',
  '/app/installations/1/repositories',
  '/orgs/{org}/installations',
  '/repos/octocat/installation',
  '/repos/octocat/hello/contents/installation',
  '/user/installations',
  'https://elsewhere.example/app',
];

test('the routes of the app', () => {
  for (const path of forApp) assert.ok(isAppRoute(path), path);
  for (const path of forOthers) assert.ok(!isAppRoute(path), path);
});

test('the routes of the client ID and secret', () => {
  for (const url of [
    '/applications/{client_id}/token',
    '/applications/1/grant',
    '/applications/1/tokens/2',
    'https://ghe/api/v3/applications/1/token/scoped',
  ])
    assert.ok(isClientRoute(url), url);
  for (const url of ['/applications/1', '/applications/1/2/token', '/application/1/token', '/users/token'])
    assert.ok(!isClientRoute(url), url);
});

test('the routes where tokens begin', () => {
  for (const url of ['/login/oauth/access_token', 'https://github.com/login/oauth/access_token', 'https://ghe/login/device/code'])
    assert.ok(isLoginRoute(url), url);
  for (const url of ['/login/oauth/authorize', '/login/device/code/x']) assert.ok(!isLoginRoute(url), url);
});

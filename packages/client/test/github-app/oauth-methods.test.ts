import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  checkToken,
  createCodeVerifier,
  createOAuthAppAuth,
  createOAuthUserAuth,
  exchangeWebFlowCode,
  getWebFlowAuthorizationUrl,
  requiresBasicAuth,
  scopeToken,
} from '../../src/github-app/index.ts';
import { clientId, clientSecret, GitHub } from '../github/stand-in.ts';
import { newRequest } from '../probes/new-request.ts';

test('the URL to send a user to has its parameters in one order, and none that is empty', () => {
  const base = { clientType: 'oauth-app', clientId: 'abc', state: 's' } as const;
  assert.deepEqual(
    getWebFlowAuthorizationUrl({ ...base, scopes: ['repo', 'gist'], login: 'me', redirectUrl: 'https://x/y?z', allowSignup: false }),
    {
      clientType: 'oauth-app',
      clientId: 'abc',
      allowSignup: false,
      login: 'me',
      redirectUrl: 'https://x/y?z',
      state: 's',
      scopes: ['repo', 'gist'],
      url: 'https://github.com/login/oauth/authorize?allow_signup=false&client_id=abc&login=me&redirect_uri=https%3A%2F%2Fx%2Fy%3Fz&scope=repo%2Cgist&state=s',
    },
  );
  const { url, scopes } = getWebFlowAuthorizationUrl({ ...base, clientType: 'github-app' });
  assert.equal(url, 'https://github.com/login/oauth/authorize?allow_signup=true&client_id=abc&state=s');
  assert.equal(scopes, undefined);
});

test('RFC 6749 §10.12: a state nobody gave is 256 bits by chance, and not of Math.random', (context) => {
  context.mock.method(Math, 'random', () => 0.5);
  const states = [1, 2].map(() => getWebFlowAuthorizationUrl({ clientType: 'github-app', clientId: 'abc' }).state);
  assert.match(states[0] ?? '', /^[\w-]{43}$/);
  assert.notEqual(states[0], states[1]);
});

test('RFC 7636 §4: the verifier fits the challenge that was sent with the user', async () => {
  const gitHub = new GitHub();
  const { codeVerifier, codeChallenge } = await createCodeVerifier();
  const { url } = getWebFlowAuthorizationUrl({ clientType: 'github-app', clientId, codeChallenge });
  const { searchParams } = new URL(url);
  assert.equal(searchParams.get('code_challenge_method'), 'S256');
  gitHub.users.codes.set('code', { challenge: searchParams.get('code_challenge') ?? '' });
  const options = { clientType: 'github-app', clientId, clientSecret, code: 'code', request: newRequest(gitHub) } as const;
  await assert.rejects(exchangeWebFlowCode({ ...options, codeVerifier: 'another' }), /bad_verification_code/);
  const { authentication } = await exchangeWebFlowCode({ ...options, codeVerifier });
  assert.match(authentication.token, /^ghu_/);
});

test('a token is narrowed, and the narrowed one told of', async () => {
  const gitHub = new GitHub();
  gitHub.users.codes.set('code', {});
  const client = { clientType: 'github-app', clientId, clientSecret, request: newRequest(gitHub) } as const;
  const { authentication } = await exchangeWebFlowCode({ ...client, code: 'code' });
  const { token } = authentication;
  const narrowed = await scopeToken({ ...client, token, target: 'octocat', permissions: { contents: 'read' } });
  assert.notEqual(narrowed.authentication.token, token);
  assert.deepEqual(gitHub.asked.at(-1)?.body, { access_token: token, target: 'octocat', permissions: { contents: 'read' } });
  assert.equal((await checkToken({ ...client, token })).authentication.token, token);
});

test('an OAuth app: its own credential, E13 for other routes, E15 for routes that do not take it', async () => {
  const gitHub = new GitHub();
  const request = newRequest(gitHub);
  const auth = createOAuthAppAuth({ clientId, clientSecret, clientType: 'github-app', request });
  assert.equal((await auth({ type: 'oauth-app' })).clientType, 'github-app');
  await assert.rejects(auth.hook(request, 'GET /repos/{owner}/{repo}', { owner: 'o', repo: 'r' }), {
    message:
      '[@octokit/auth-oauth-app] GitHub Apps cannot use their client ID/secret for basic authentication for endpoints other than "/applications/{client_id}/**". "GET /repos/{owner}/{repo}" is not supported.',
  });
  assert.equal(gitHub.asked.length, 0);
  const asOAuthApp = createOAuthAppAuth({ clientId, clientSecret, request });
  await assert.rejects(asOAuthApp.hook(request, 'GET /user'), {
    status: 401,
    message: '[@octokit/auth-oauth-app] "GET /user" does not support clientId/clientSecret basic authentication.',
  });
});

test('an OAuth app: a factory gets its state over the call’s options, and no type', async () => {
  const auth = createOAuthAppAuth({ clientId, clientSecret, request: newRequest(new GitHub()) });
  const made = await auth({ type: 'oauth-user', code: 'c', clientId: 'not this', factory: (options: object) => options });
  assert.deepEqual(Object.keys(made).sort(), ['clientId', 'clientSecret', 'clientType', 'code', 'request']);
  assert.equal(made.clientId, clientId);
});

test('a user of an enterprise server signs in at that server', async () => {
  const gitHub = new GitHub();
  gitHub.users.codes.set('code', {});
  const request = newRequest(gitHub, { baseUrl: 'https://ghe.example/api/v3/' });
  await createOAuthUserAuth({ clientId, clientSecret, code: 'code', request })();
  assert.deepEqual(
    gitHub.asked.map(({ host, path }) => host + path),
    ['ghe.example/login/oauth/access_token'],
  );
});

test('requiresBasicAuth tells the routes of the client', () => {
  assert.ok(requiresBasicAuth('/applications/{client_id}/token'));
  assert.ok(!requiresBasicAuth('/user'));
});

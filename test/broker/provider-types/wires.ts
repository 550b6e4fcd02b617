import type { Heard } from './type-upstream.ts';

/** What a type promises to put on the wire, and what it makes of what comes back. */
export interface Wire {
  /** For types at no place of their own. */
  readonly authPath?: string;
  /** Parameters of the authorization request besides those every type sends. */
  readonly authorize?: Readonly<Record<string, string>>;
  readonly exchange: Heard;
  readonly refresh: Heard;
  /** Undefined if the provider cannot be told. */
  readonly revoke: Heard | undefined;
  readonly tokens?: (nth: number) => object;
  readonly api?: Readonly<Record<string, unknown>>;
  readonly account: { readonly account: string; readonly accountId: string | undefined };
}

const redirectUri = 'https://grantry.test/external-auth/upstream/callback';
const code = { grant_type: 'authorization_code', code: 'code-1', redirect_uri: redirectUri };
const refresh = { grant_type: 'refresh_token', refresh_token: 'refresh-1' };
const secret = { client_id: 'c', client_secret: 's' };
const basic = `Basic ${btoa('c:s')}`;
const unnamed = { account: '', accountId: undefined };

const form = (members: Heard['members'], authorization?: string): Heard => ({
  contentType: 'application/x-www-form-urlencoded',
  authorization,
  members,
});
const json = (members: Heard['members'], authorization?: string): Heard => ({ contentType: 'application/json', authorization, members });

/** RFC 6749 with the client's secret in the body, and RFC 7009. */
const posted = {
  exchange: form({ ...code, ...secret }),
  refresh: form({ ...refresh, ...secret }),
  revoke: form({ token: 'refresh-2', token_type_hint: 'refresh_token', ...secret }),
};
/** The same with Basic. */
const basics = {
  exchange: form(code, basic),
  refresh: form(refresh, basic),
  revoke: form({ token: 'refresh-2', token_type_hint: 'refresh_token' }, basic),
};
const entraResource = { resource: '499b84ac-1321-427f-aa17-267ca6975798' };
const idToken = (claims: object): string => `e30.${Buffer.from(JSON.stringify({ aud: 'c', ...claims })).toString('base64url')}.c2ln`;
const usual = (nth: number): object => ({ access_token: `access-${nth}`, refresh_token: `refresh-${nth}`, expires_in: 3600 });

/** By type. The test that walks the types fails on one that has no entry here. */
export const wires: Readonly<Record<string, Wire>> = {
  oauth2: { ...basics, revoke: undefined, authPath: '/authorize', account: unnamed },
  oidc: {
    ...basics,
    revoke: undefined,
    authPath: '/authorize',
    authorize: { scope: 'openid profile email offline_access', prompt: 'consent' },
    tokens: (nth) => ({ ...usual(nth), id_token: idToken({ sub: 's-1', preferred_username: 'ada' }) }),
    account: { account: 'ada', accountId: 's-1' },
  },
  github: {
    ...posted,
    revoke: json({ access_token: 'access-2' }, basic),
    authorize: { scope: 'repo workflow' },
    api: { '/user': { id: 7, login: 'ada' } },
    account: { account: 'ada', accountId: '7' },
  },
  gitlab: {
    ...posted,
    authorize: { scope: 'write_repository read_api' },
    api: { '/api/v4/user': { id: 7, username: 'ada' } },
    account: { account: 'ada', accountId: '7' },
  },
  'bitbucket-cloud': {
    ...basics,
    revoke: undefined,
    authorize: { scope: 'account repository:write' },
    api: { '/2.0/user': { uuid: '{u-1}', username: 'ada', display_name: 'Ada L' } },
    account: { account: 'ada', accountId: '{u-1}' },
  },
  'bitbucket-server': {
    ...posted,
    revoke: undefined,
    authPath: '/rest/oauth2/latest/authorize',
    authorize: { scope: 'PUBLIC_REPOS REPO_READ REPO_WRITE' },
    api: { '/plugins/servlet/applinks/whoami': 'ada' },
    account: { account: 'ada', accountId: 'ada' },
  },
  'azure-devops': {
    authorize: { response_type: 'Assertion', scope: 'vso.code_write' },
    exchange: form({
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: 's',
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: 'code-1',
      redirect_uri: redirectUri,
    }),
    refresh: form({
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: 's',
      grant_type: 'refresh_token',
      assertion: 'refresh-1',
      redirect_uri: redirectUri,
    }),
    revoke: undefined,
    tokens: (nth) => ({ ...usual(nth), expires_in: '3600' }),
    api: { '/_apis/profile/profiles/me': { id: 'p-1', emailAddress: 'ada@example.com' } },
    account: { account: 'ada@example.com', accountId: 'p-1' },
  },
  'azure-devops-entra': {
    authPath: '/tenant-1/oauth2/authorize',
    authorize: entraResource,
    exchange: form({ ...code, ...secret, ...entraResource }),
    refresh: form({ ...refresh, ...secret, ...entraResource }),
    revoke: undefined,
    tokens: (nth) => ({ ...usual(nth), id_token: idToken({ oid: 'o-1', sub: 's', upn: 'ada@example.com' }) }),
    account: { account: 'ada@example.com', accountId: 'o-1' },
  },
  gitea: {
    ...posted,
    revoke: undefined,
    authorize: { scope: 'read:repository write:repository read:user' },
    api: { '/login/oauth/userinfo': { sub: '7', preferred_username: 'ada' } },
    account: { account: 'ada', accountId: '7' },
  },
  jfrog: {
    authPath: '/ui/authorization',
    authorize: { scope: 'applied-permissions/user' },
    exchange: form({ ...code, client_id: 'c' }, 'Bearer s'),
    refresh: form({ ...refresh, client_id: 'c' }, 'Bearer s'),
    revoke: undefined,
    account: unnamed,
  },
  slack: {
    ...posted,
    revoke: form({}, 'Bearer access-2'),
    tokens: (nth) => ({
      ok: true,
      team: { id: 'T1', name: 'Acme' },
      authed_user: { id: 'U1', scope: 'chat:write,users:read', token_type: 'user', ...usual(nth) },
    }),
    api: { '/api/auth.test': { ok: true, url: 'https://acme.slack.com/', user: 'ada', user_id: 'U1', team_id: 'T1' } },
    account: { account: 'ada@acme.slack.com', accountId: 'T1/U1' },
  },
  google: {
    ...posted,
    authorize: { access_type: 'offline', prompt: 'consent', scope: 'openid email profile' },
    api: { '/v1/userinfo': { sub: '1', email: 'ada@example.com', name: 'Ada' } },
    account: { account: 'ada@example.com', accountId: '1' },
  },
  'microsoft-entra': {
    ...posted,
    refresh: form({ ...refresh, ...secret, scope: 'openid profile email offline_access User.Read' }),
    revoke: undefined,
    authorize: { scope: 'openid profile email offline_access User.Read' },
    api: { '/v1.0/me': { id: 'o-1', userPrincipalName: 'ada@example.com' } },
    account: { account: 'ada@example.com', accountId: 'o-1' },
  },
  linear: {
    ...posted,
    authorize: { scope: 'read,write' },
    tokens: (nth) => ({ ...usual(nth), scope: ['read', 'write'] }),
    api: { '/graphql': { data: { viewer: { id: 'v-1', displayName: 'ada' }, organization: { urlKey: 'acme' } } } },
    account: { account: 'acme/ada', accountId: 'v-1' },
  },
  notion: {
    authorize: { owner: 'user' },
    exchange: json(code, basic),
    refresh: json(refresh, basic),
    revoke: json({ token: 'access-2' }, basic),
    tokens: (nth) => ({ ...usual(nth), bot_id: 'b-1', workspace_name: 'Acme' }),
    account: { account: 'Acme', accountId: 'b-1' },
  },
  atlassian: {
    authorize: { audience: 'api.atlassian.com', prompt: 'consent', scope: 'offline_access read:me read:jira-work' },
    exchange: json({ ...code, ...secret }),
    refresh: json({ ...refresh, ...secret }),
    revoke: undefined,
    api: { '/me': { account_id: 'a-1', email: 'ada@example.com' } },
    account: { account: 'ada@example.com', accountId: 'a-1' },
  },
  discord: {
    ...basics,
    authorize: { scope: 'identify email' },
    api: { '/api/oauth2/@me': { user: { id: '7', username: 'ada' } } },
    account: { account: 'ada', accountId: '7' },
  },
};

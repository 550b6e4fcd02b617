/** How a provider's setting is written and read. */
export type ProviderSettingKind = 'text' | 'url' | 'words' | 'boolean' | 'regex' | 'secret';

/** One setting of a provider, as every face names and explains it. */
export interface ProviderSettingDefinition {
  /** As in `GRANTRY_EXTERNAL_AUTH_0_<KEY>`; the file, the REST API and the command line have it in lower case. */
  readonly key: string;
  readonly kind: ProviderSettingKind;
  /** What a form calls it. */
  readonly label: string;
  readonly summary: string;
  /** The only values it may have. */
  readonly accepts?: readonly string[];
  /** Whether only the environment and the file may set it: it names something on the server. */
  readonly isForOperator?: true;
}

/**
 * Every setting of a provider. The environment's keys, the file's, the REST API's, the command line's flags and the console's form are
 * computed from this list.
 */
export const providerSettings = [
  {
    key: 'ID',
    kind: 'text',
    label: 'ID',
    summary: 'Names the provider in URLs: up to 32 letters, digits and single hyphens. The type if left out.',
  },
  { key: 'TYPE', kind: 'text', label: 'Type', summary: 'A type of provider known here, or any other word for a generic one.' },
  { key: 'CLIENT_ID', kind: 'text', label: 'Client ID', summary: 'The id the provider gave this deployment.' },
  { key: 'CLIENT_SECRET', kind: 'secret', label: 'Client secret', summary: 'The secret the provider gave this deployment.' },
  {
    key: 'ISSUER',
    kind: 'url',
    label: 'Issuer',
    summary: 'Endpoints that are not set are read from the metadata of this OpenID provider.',
  },
  { key: 'AUTH_URL', kind: 'url', label: 'Authorization URL', summary: 'Where people are sent to link an account.' },
  { key: 'TOKEN_URL', kind: 'url', label: 'Token URL', summary: 'Where codes and refresh tokens are redeemed.' },
  { key: 'VALIDATE_URL', kind: 'url', label: 'Validation URL', summary: 'Asked with a token whether it works.' },
  { key: 'REVOKE_URL', kind: 'url', label: 'Revocation URL', summary: 'Told that a token is no longer wanted.' },
  {
    key: 'TOKEN_AUTH_METHOD',
    kind: 'text',
    label: 'Client authentication',
    summary: 'How the client proves itself at the token URL.',
    accepts: ['client_secret_basic', 'client_secret_post'],
  },
  { key: 'REGEX', kind: 'regex', label: 'URL pattern', summary: 'Matches the repository URLs the provider serves.' },
  { key: 'SCOPES', kind: 'words', label: 'Scopes', summary: 'What is asked for, separated by spaces.' },
  { key: 'EXTRA_TOKEN_KEYS', kind: 'words', label: 'Extra token keys', summary: 'Members of the token answer that are kept beside it.' },
  { key: 'NO_REFRESH', kind: 'boolean', label: 'Never refresh', summary: 'Tokens are not refreshed.' },
  { key: 'DEVICE_FLOW', kind: 'boolean', label: 'Device flow', summary: 'Accounts are linked with a code on another device.' },
  { key: 'DEVICE_CODE_URL', kind: 'url', label: 'Device code URL', summary: 'Where the device flow begins.' },
  {
    key: 'APP_ID',
    kind: 'text',
    label: 'GitHub App ID',
    summary: "The id of the GitHub App that makes installations' tokens. The client id if left out.",
  },
  {
    key: 'APP_PRIVATE_KEY',
    kind: 'secret',
    label: 'GitHub App private key',
    summary: 'The private key of the GitHub App: PEM, in lines, in one line, or in base64.',
  },
  {
    key: 'APP_PRIVATE_KEY_FILE',
    kind: 'text',
    label: 'GitHub App private key file',
    summary: 'A file on the server that holds the private key, in place of APP_PRIVATE_KEY.',
    isForOperator: true,
  },
  { key: 'APP_INSTALL_URL', kind: 'url', label: 'App install URL', summary: 'Where people install the GitHub App.' },
  { key: 'APP_INSTALLATIONS_URL', kind: 'url', label: 'App installations URL', summary: 'Lists where the GitHub App is installed.' },
  { key: 'API_BASE_URL', kind: 'url', label: 'API URL', summary: "The base of the provider's API." },
  { key: 'DISPLAY_NAME', kind: 'text', label: 'Display name', summary: 'What people see.' },
  { key: 'DISPLAY_ICON', kind: 'text', label: 'Icon', summary: 'The URL of a square picture.' },
  {
    key: 'PKCE_METHODS',
    kind: 'text',
    label: 'PKCE',
    summary: 'Whether authorization requests carry a code challenge (RFC 7636).',
    accepts: ['S256', 'none'],
  },
  {
    key: 'DPOP',
    kind: 'boolean',
    label: 'DPoP',
    summary: 'Tokens are bound to a key of the connection, where the provider offers that (RFC 9449).',
  },
  {
    key: 'REDIRECT_URL',
    kind: 'url',
    label: 'Callback base URL',
    summary: "Base of the callback URL in place of the deployment's own URL.",
  },
] as const;

/** The key of one of {@link providerSettings}. */
export type ProviderSettingKey = (typeof providerSettings)[number]['key'];

/**
 * Takes secrets out of text that is about to be written down: our own credentials by their prefix, JWTs, the tokens of well-known
 * providers, and the values of parameters and headers that carry secrets whatever they look like.
 */
export function redact(text: string): string {
  return text.replace(secrets, '[secret]').replace(parameters, '$1[secret]').replace(schemes, '$1 [secret]');
}

const secrets = new RegExp(
  [
    'g[a-z]{2}_[0-9A-Za-z]{67}', // ours
    'eyJ[\\w-]{8,}\\.[\\w-]+\\.[\\w-]*', // JWTs and JWEs begin with {" in base64url
    'gh[oprsu]_[A-Za-z0-9._]{20,}|github_pat_\\w{20,}', // GitHub, its stateless ghs_ form included
    'gl(?:pat|oas|rt)-[\\w-]{20,}', // GitLab
    'xox[abeprs]-[\\w-]{10,}', // Slack
    '-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)', // PEM
  ].join('|'),
  'g',
);

/** `name=value` in URLs and forms, and `"name":"value"` in JSON, also where the JSON stands inside a JSON string. */
const parameters =
  /((?:^|[?&\s"'{,\\])(?:access_token|refresh_token|client_secret|code|code_verifier|device_code|password|token|state|assertion|client_assertion|secret)(?:=|\\?":\s*\\?"))(?!\[secret\])[^&\s"'\\]+/gi;

const schemes = /\b(bearer|basic|dpop) +(?!\[secret\])[A-Za-z0-9._~+/=-]{8,}/gi;

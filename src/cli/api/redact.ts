/** What stands for a secret. */
const mask = '[redacted]';

const sensitiveHeaders: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'x-api-key',
  'api-key',
  'cookie',
  'set-cookie',
  'dpop',
  'oauth-client-attestation',
  'oauth-client-attestation-pop',
]);

/** Whether a header's value is a secret. */
const isSecretHeader = (name: string): boolean => sensitiveHeaders.has(name) || /-(secret|token|key|password|signature)$/.test(name);

/** Headers as they may be shown. */
export const redactHeaders = (headers: Readonly<Record<string, string>>): readonly (readonly [name: string, value: string])[] =>
  Object.entries(headers).map(([name, value]) => [name, isSecretHeader(name.toLowerCase()) ? mask : value]);

/** Members that are secrets whatever they begin with: `client_secret`, `clientSecret`, `refreshToken`, `jwtAccessToken`. */
const secretEnding = /(secret|token|password|apikey|privatekey|assertion|attestation|attestationpop|codeverifier|ticket|idtokenhint)$/;
const secretNames: ReadonlySet<string> = new Set([
  'code',
  'devicecode',
  'usercode',
  'authorizationcode',
  'authreqid',
  'preauthorizedcode',
  'txcode',
  'accesstokenidentifier',
  'refreshtokenidentifier',
  'sharedkeyforsign',
  'sharedkeyforencryption',
  // Proofs are good once, for one request: the one that is shown.
  'dpop',
]);
/** The private parts of a JWK (RFC 7518 §6.2.2, §6.3.2, §6.4.1), which are short words elsewhere. */
const privateKeyParts: ReadonlySet<string> = new Set(['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']);

/** Whether a member or parameter of that name is a secret. */
export function isSecretName(name: string): boolean {
  const plain = name.toLowerCase().replaceAll(/[_-]/g, '');
  return secretEnding.test(plain) || secretNames.has(plain);
}

const redactMembers = (value: object): object => {
  const isKey = 'kty' in value;
  const isHidden = 'hidden' in value && value.hidden === true; // an extra property that clients do not see
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const isSecret = isSecretName(name) || (isKey && privateKeyParts.has(name)) || (isHidden && name === 'value');
      const mayBeSaid = member === null || member === '' || typeof member === 'boolean';
      return [name, isSecret && !mayBeSaid ? mask : redactValue(member, name)];
    }),
  );
};

/** A text within JSON may be JSON, or a form, with secrets of its own. */
function redactInside(text: string, name: string): string {
  if (/^\s*[[{]/.test(text)) return redactText(text);
  return name === 'parameters' || /^[\w.-]+=[^\s]*&/.test(text) ? redactForm(text) : text;
}

function redactValue(value: unknown, name: string): unknown {
  if (typeof value === 'string') return redactInside(value, name);
  if (Array.isArray(value)) return value.map((each) => redactValue(each, name));
  return typeof value === 'object' && value !== null ? redactMembers(value) : value;
}

/** A form or query as it may be shown. */
export const redactForm = (text: string): string =>
  text.replaceAll(/([^&=]+)=([^&]*)/g, (pair, name: string) => (isSecretName(decodeName(name)) ? `${name}=${mask}` : pair));

const decodeName = (name: string): string => {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
};

/** Looks like JSON, and cannot be read: its secrets are found by their names. */
const redactByPattern = (text: string): string =>
  text.replaceAll(/"([\w-]+)"\s*:\s*"(?:[^"\\]|\\.)*"?/g, (pair, name: string) => (isSecretName(name) ? `"${name}":"${mask}"` : pair));

/** A body as it may be shown: JSON, a form, or anything else. */
export function redactText(text: string): string {
  if (!/^\s*[[{]/.test(text)) return redactForm(text);
  try {
    return JSON.stringify(redactValue(JSON.parse(text), ''));
  } catch {
    return redactByPattern(text);
  }
}

/** A URL as it may be shown. */
export function redactUrl(url: string): string {
  const question = url.indexOf('?');
  return question === -1 ? url : `${url.slice(0, question + 1)}${redactForm(url.slice(question + 1))}`;
}

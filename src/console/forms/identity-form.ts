import type { AskedIdentity } from '../../identity/workload/decide-identity.ts';

/** `name=pattern`, a line each; several lines of one name are several patterns. A line without `=` has an empty pattern, and is refused later. */
function readClaims(text: string): Readonly<Record<string, readonly string[]>> | undefined {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length === 0) return undefined;
  const claims: Record<string, string[]> = {};
  for (const line of lines) {
    const [name = '', ...pattern] = line.split('=');
    const value = pattern.join('=').trim();
    claims[name.trim()] = [...(claims[name.trim()] ?? []), ...(value === '' ? [] : [value])];
  }
  return claims;
}

/** Reads what an agent is to be known by: a machine, or a subject of an issuer. Fields left blank say nothing. */
export function readIdentityForm(form: URLSearchParams): AskedIdentity {
  const filled = (name: string): string | undefined => form.get(name)?.trim() || undefined;
  return {
    platform: form.get('platform') ?? '',
    instanceId: filled('instance_id'),
    issuer: filled('issuer'),
    subject: filled('subject'),
    claims: readClaims(form.get('claims') ?? ''),
  };
}

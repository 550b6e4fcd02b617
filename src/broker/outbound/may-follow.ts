/**
 * Whether a document that was fetched from `from` may send us to `to`.
 *
 * What the operator wrote is trusted, and so is its origin. Anything else must be https, and must not be named by an address or by
 * a name that only a private network knows: a provider is no way into the network behind us.
 */
export function mayFollow(from: string, to: string): boolean {
  if (!URL.canParse(to)) return false;
  const target = new URL(to);
  if (target.username !== '' || target.password !== '') return false;
  if (target.origin === new URL(from).origin) return true;
  return target.protocol === 'https:' && isPublicName(target.hostname);
}

const privateSuffixes = ['localhost', 'local', 'internal', 'intranet', 'lan', 'home', 'corp', 'arpa'];

const isPublicName = (hostname: string): boolean => {
  const labels = hostname.replace(/\.$/, '').split('.');
  const last = labels.at(-1) ?? '';
  return labels.length > 1 && !/^\d+$/.test(last) && !hostname.startsWith('[') && !privateSuffixes.includes(last);
};

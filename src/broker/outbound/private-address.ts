import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** IPv4 that is not on the public Internet (IANA's special-purpose registry, RFC 6890). */
const privateNetworks = [
  ['0.0.0.0', 8], // this host
  ['10.0.0.0', 8], // RFC 1918
  ['100.64.0.0', 10], // carriers, RFC 6598
  ['127.0.0.0', 8], // loopback
  ['169.254.0.0', 16], // link-local, and where clouds keep their credentials
  ['172.16.0.0', 12], // RFC 1918
  ['192.0.0.0', 24], // IETF protocols
  ['192.0.2.0', 24], // documentation
  ['192.88.99.0', 24], // 6to4 relays
  ['192.168.0.0', 16], // RFC 1918
  ['198.18.0.0', 15], // benchmarks
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, and broadcast
] as const;

/** What is not public within 2000::/3, outside of which nothing is. */
const privateSixes = [
  ['2001::', 23], // IETF protocols, Teredo among them: it wraps IPv4
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4 wraps IPv4
  ['3fff::', 20], // documentation
] as const;

const privateFour = new BlockList();
for (const [network, bits] of privateNetworks) privateFour.addSubnet(network, bits, 'ipv4');
const privateSix = new BlockList();
for (const [network, bits] of privateSixes) privateSix.addSubnet(network, bits, 'ipv6');
const globalSix = new BlockList();
globalSix.addSubnet('2000::', 3, 'ipv6');
/** IPv6 that stands for the IPv4 address in its last 32 bits: mapped (RFC 4291 §2.5.5.2), and translated (RFC 6052 §2.1). */
const wrapsFour = new BlockList();
wrapsFour.addSubnet('::ffff:0:0', 96, 'ipv6');
wrapsFour.addSubnet('64:ff9b::', 96, 'ipv6');

/** The IPv4 address in the last 32 bits. */
function lastFour(address: string): string {
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail] = canonical.split('::');
  const groups = (text: string | undefined): readonly string[] => (text === undefined || text === '' ? [] : text.split(':'));
  const after = groups(tail);
  const zeros = tail === undefined ? [] : Array<string>(8 - groups(head).length - after.length).fill('0');
  const [high = 0, low = 0] = [...groups(head), ...zeros, ...after].slice(-2).map((group) => Number.parseInt(group, 16));
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.');
}

/** Whether an IP address is anything but a public one: private, local, reserved, or no address at all. */
export function isPrivateAddress(address: string): boolean {
  if (isIPv4(address)) return privateFour.check(address, 'ipv4');
  if (!isIPv6(address) || address.includes('%')) return true; // a zone makes it link-local
  if (wrapsFour.check(address, 'ipv6')) return privateFour.check(lastFour(address), 'ipv4');
  return !globalSix.check(address, 'ipv6') || privateSix.check(address, 'ipv6');
}

/** Where a URL that somebody gave us would lead, and what the name system says of its host. */
export interface HostileUrl {
  readonly url: string;
  /** What its host is looked up as; undefined where there is no name to look up. */
  readonly addresses?: readonly string[];
}

/** Addresses that are not on the public Internet (RFC 6890, IANA's special-purpose registries), a few of each network. */
export const privateAddresses: readonly string[] = [
  ...['0.0.0.0', '0.1.2.3', '10.0.0.1', '10.255.255.254', '100.64.0.1', '100.127.255.254', '127.0.0.1', '127.1.2.3', '127.255.255.254'],
  ...['169.254.0.1', '169.254.169.254', '169.254.170.2', '172.16.0.1', '172.31.255.254', '192.0.0.1', '192.0.0.170', '192.0.2.1'],
  ...['192.88.99.1', '192.168.0.1', '192.168.255.254', '198.18.0.1', '198.19.255.254', '198.51.100.1', '203.0.113.1'],
  ...['224.0.0.1', '239.255.255.250', '240.0.0.1', '255.255.255.254', '255.255.255.255', '100.100.100.200', '192.0.0.192'],
  // IPv6: unspecified, loopback, discard, documentation, unique local, link-local, site-local, multicast, benchmarks, ORCHID, SRv6
  ...['::', '::1', '100::1', '2001:db8::1', '3fff::1', 'fc00::1', 'fd00::1', 'fd00:ec2::254', 'fdff:ffff::1', 'fe80::1', 'febf::1'],
  ...['fec0::1', 'ff00::1', 'ff02::1', 'ff0e::1', '2001:2::1', '2001:10::1', '2001:20::1', '5f00::1', '4000::1', '0100:0:0:1::1'],
  // IPv4 in the dress of IPv6: mapped, compatible, translated, by 6to4 and by Teredo
  ...['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:169.254.169.254', '::ffff:a9fe:a9fe', '::ffff:10.0.0.1', '0:0:0:0:0:ffff:c0a8:1'],
  ...['::127.0.0.1', '::7f00:1', '::a9fe:a9fe', '::a00:1', '::ffff:0:127.0.0.1', '::ffff:0:a9fe:a9fe', '::8.8.8.8'],
  ...['64:ff9b::127.0.0.1', '64:ff9b::a9fe:a9fe', '64:ff9b::10.0.0.1', '64:ff9b::c0a8:1', '64:ff9b:1::7f00:1', '64:ff9b:1::1'],
  ...['2002:7f00:1::', '2002:a9fe:a9fe::1', '2002:a00:1::1', '2002:c0a8:1::1', '2001::1', '2001:0:7f00:1::', '2001:0:a9fe:a9fe::1'],
];

/** Ways to write 127.0.0.1, 169.254.169.254 and 10.0.0.1 that parsers of URLs take for them. */
const spellings: readonly string[] = [
  ...['2130706433', '0x7f000001', '0x7F000001', '017700000001', '127.1', '127.0.1', '0x7f.1', '0x7f.0.0.1', '0177.1', '0177.0.0.01'],
  ...[
    '00000177.0.0.1',
    '127.0.0.0x1',
    '127.000.000.001',
    '0x7f.0x0.0x0.0x1',
    '127.0.0.1.',
    '127.1.',
    '2130706433.',
    '0',
    '0.',
    '0x0',
    '00',
  ],
  ...['2852039166', '0xa9fea9fe', '0xA9.0xFE.0xA9.0xFE', '025177524776', '0251.0376.0251.0376', '169.16689662', '169.254.43518'],
  ...['0xa9.254.0251.254', '169.254.169.254.', '167772161', '0xa000001', '012.0.0.1', '10.1', '0x0a.1', '192.168.257', '0300.0250.0.1'],
  // digits and dots of other scripts, and escapes, which a URL parser folds to ASCII
  ...[
    '１２７.0.0.1',
    '127。0。0。1',
    '127．0．0．1',
    '127｡0｡0｡1',
    '①②⑦.⓪.⓪.①',
    '𝟏𝟐𝟕.𝟎.𝟎.𝟏',
    '１６９.２５４.１６９.２５４',
    '⑯⑨.254.169.254',
  ],
  ...['%31%32%37.0.0.1', '127%2e0%2e0%2e1', '%30x7f.1', '0x7f。1', '127.0.0.1%2e', '⑩.0.0.1', '²130706433', '１０.1'],
];

/** What no parser of URLs takes, or no rule of ours. */
const malformed: readonly string[] = [
  ...['', ' ', 'https:', 'https://', 'https:///x', 'https://?', 'https://#', '//10.0.0.1/', '/keys', 'keys', '127.0.0.1', 'localhost:80'],
  ...['https://[fe80::1%25eth0]/', 'https://[fe80::1%eth0]/', 'https://[::1', 'https://::1/', 'https://[127.0.0.1]/', 'https://[::1]x/'],
  ...[
    'https://[v1.x]/',
    'https://127.0.0.1:99999/',
    'https://127.0.0.1:-1/',
    'https://127.0.0.1:0x50/',
    'https://256.0.0.1/',
    'https://1.2.3.4.5/',
  ],
  ...[
    'https://0x100000000/',
    'https://4294967296/',
    'https://127.0.0.08/',
    'https://exa mple.test/',
    'https://exa<mple.test/',
    'https://a|b.test/',
  ],
  ...['https://a%00b.test/', 'https://a%0d%0ab.test/', 'https://%/', 'https://xn--/', 'https://a^b.test/', 'https://keys.test:80:80/'],
];

/** Schemes that are none of ours. */
const schemes: readonly string[] = [
  ...['file:///etc/passwd', 'file://127.0.0.1/etc/passwd', 'ftp://127.0.0.1/x', 'gopher://127.0.0.1:6379/_INFO', 'dict://127.0.0.1:11211/'],
  ...[
    'ldap://127.0.0.1/',
    'tftp://127.0.0.1/x',
    'jar:https://127.0.0.1!/',
    'data:application/json,{"keys":[]}',
    'blob:https://keys.test/1',
  ],
  ...[
    'javascript:alert(1)',
    'ws://127.0.0.1/',
    'wss://127.0.0.1/',
    'unix:/var/run/docker.sock',
    'about:blank',
    'view-source:https://127.0.0.1/',
  ],
  ...['netdoc:///etc/passwd', 'http+unix://%2Fvar%2Frun%2Fdocker.sock/x', 'urn:x:y', 'mailto:a@keys.test', 'HTTPS+x://127.0.0.1/'],
];

/** User information, and what is written to be read as another host. Each leads to a private address, or has credentials in it. */
const confusing: readonly string[] = [
  ...['https://user@keys.test/', 'https://user:password@keys.test/', 'https://:password@keys.test/', 'https://keys.test@127.0.0.1/'],
  ...[
    'https://keys.test:443@169.254.169.254/',
    'https://keys.test%40@127.0.0.1/',
    'https://a@b@127.0.0.1/',
    'https://127.0.0.1:80@keys.test/',
  ],
  ...['https://127.0.0.1\\@keys.test/', 'https://127.0.0.1#@keys.test/', 'https://127.0.0.1?@keys.test/', 'https://127.0.0.1/@keys.test/'],
  ...[
    'https:\\\\127.0.0.1\\x',
    'https:/127.0.0.1/',
    'https:127.0.0.1/',
    'https:////127.0.0.1/',
    '\thttps://127.0.0.1/',
    'ht\ntps://127.0.0.1/',
  ],
  ...['https://127.0.0.1\r\nHost: keys.test/', 'https://127.0.0.1/\r\nX-Header: 1', 'https://127.\t0.0.1/', 'https://127.0.0.1\u0000/'],
  ...[
    'https://127.0.0.1 /',
    'https://127.0.0.1;@keys.test/',
    'https://127.0\u00ad.0.1/',
    'https://127.0.0\u200b.1/',
    'https://127.0.0.1:443\\/',
  ],
];

/** Ports and paths of services that answer whoever is near them. */
const services: readonly string[] = [
  ...[
    'http://127.0.0.1:22/',
    'http://127.0.0.1:25/',
    'https://127.0.0.1:2375/containers/json',
    'http://127.0.0.1:5432/',
    'http://127.0.0.1:6379/',
  ],
  ...['https://127.0.0.1:6443/api', 'http://127.0.0.1:8500/v1/agent/self', 'http://127.0.0.1:9200/_search', 'http://127.0.0.1:11211/stats'],
  ...[
    'http://169.254.169.254/latest/meta-data/iam/security-credentials/',
    'http://169.254.169.254/computeMetadata/v1/',
    'http://[fd00:ec2::254]/',
  ],
  ...['http://169.254.170.2/v2/credentials/x', 'http://100.100.100.200/latest/meta-data/', 'http://192.0.0.192/opc/v2/instance/'],
];

/** Names, and what they are looked up as. */
const names: readonly HostileUrl[] = [
  ...['localhost', 'LOCALHOST', 'localhost.', 'a.localhost', 'localhost.localdomain', 'ip6-localhost', 'loopback'].map((host) => ({
    url: `https://${host}/keys`,
    addresses: ['127.0.0.1', '::1'],
  })),
  ...[
    '127.0.0.1.nip.test',
    'localtest.test',
    '7f000001.rbndr.test',
    'spoofed.test',
    'xn--80ak6aa92e.test',
    'ｋｅｙｓ.test',
    'keys.test.',
  ].map((host) => ({
    url: `https://${host}/keys`,
    addresses: ['127.0.0.1'],
  })),
  ...['metadata.google.internal', 'metadata', 'instance-data', 'metadata.test'].map((host) => ({
    url: `http://${host}/latest/meta-data/`,
    addresses: ['169.254.169.254'],
  })),
  ...['kubernetes.default.svc', 'vault.service.consul', 'intranet', 'printer.local', 'router.lan', 'host.docker.internal'].map((host) => ({
    url: `https://${host}/`,
    addresses: ['10.96.0.1'],
  })),
  // one private address among public ones, in every place
  { url: 'https://mixed.test/', addresses: ['93.184.215.14', '127.0.0.1'] },
  { url: 'https://mixed.test/', addresses: ['127.0.0.1', '93.184.215.14'] },
  { url: 'https://mixed.test/', addresses: ['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c', '169.254.169.254'] },
  { url: 'https://mixed.test/', addresses: ['2606:2800:21f:cb07:6820:80da:af6b:8b2c', '::ffff:10.0.0.1'] },
  { url: 'https://mixed.test/', addresses: ['93.184.215.14', 'fe80::1%eth0'] },
  { url: 'https://nowhere.test/', addresses: [] },
];

const bracketed = (address: string): string => (address.includes(':') ? `[${address}]` : address);

/** Every URL that leads to what is behind us, or is written to look as if it did not. */
export const ssrfCorpus: readonly HostileUrl[] = [
  ...privateAddresses.map((address) => ({ url: `https://${bracketed(address)}/keys` })),
  ...privateAddresses.map((address) => ({ url: 'https://leads-there.test/keys', addresses: [address] })),
  ...[...spellings.map((host) => `https://${host}/keys`), ...malformed, ...schemes, ...confusing, ...services].map((url) => ({
    url,
    // What a parser takes for a name in spite of it all leads to the same place.
    addresses: ['127.0.0.1'],
  })),
  ...names,
];

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isPrivateAddress } from './private-address.ts';

const privateOnes = [
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.170',
  '192.168.1.1',
  '198.18.0.1',
  '203.0.113.9',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::127.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:a9fe:a9fe',
  '::FFFF:10.0.0.1',
  '0:0:0:0:0:ffff:c0a8:0101',
  '64:ff9b::127.0.0.1',
  '64:ff9b::a9fe:a9fe',
  '64:ff9b:1::1',
  '100::1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::1',
  'fc00::1',
  'fd12:3456:789a::1',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  'localhost',
  '',
  '2130706433',
  '0x7f.0.0.1',
];
const publicOnes = [
  '1.1.1.1',
  '8.8.8.8',
  '100.63.255.255',
  '172.32.0.1',
  '192.169.0.1',
  '2606:4700:4700::1111',
  '2a00:1450::1',
  '::ffff:8.8.8.8',
  '64:ff9b::808:808',
];

for (const address of privateOnes) test(`RFC 6890 §2: ${address || 'nothing'} is not public`, () => assert.ok(isPrivateAddress(address)));
for (const address of publicOnes) test(`RFC 6890 §2: ${address} is public`, () => assert.ok(!isPrivateAddress(address)));

test('RFC 4291 §2.5.5.2, RFC 6052 §2.1: an IPv4 address is judged alike in every IPv6 dress', () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
      const hexadecimal = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
      const expected = isPrivateAddress(address);
      for (const dressed of [`::ffff:${address}`, `::ffff:${hexadecimal}`, `64:ff9b::${hexadecimal}`, `0:0:0:0:0:ffff:${hexadecimal}`]) {
        assert.equal(isPrivateAddress(dressed), expected, dressed);
      }
    }),
  );
});

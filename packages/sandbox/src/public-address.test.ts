import assert from 'node:assert/strict';
import { BlockList } from 'node:net';
import { test } from 'node:test';
import fc from 'fast-check';
import { isPublicAddress } from './public-address.ts';

/** The IANA special-purpose registries as node:net knows to match them: another implementation than the one in use. */
const special = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  special.addSubnet(network, prefix, 'ipv4');
}
special.addAddress('168.63.129.16', 'ipv4');
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
] as const) {
  special.addSubnet(network, prefix, 'ipv6');
}

const dotted = (value: number) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
const groups = (words: readonly number[]) => words.map((word) => word.toString(16)).join(':');
const anyIpv4 = fc.oneof(
  fc.nat({ max: 0xff_ff_ff_ff }),
  // Half of them close to the edges of the special blocks, where a wrong mask would show.
  fc
    .tuple(
      fc.constantFrom('0', '10', '100.64', '127', '169.254', '172.16', '192.0.0', '192.168', '198.18', '224', '255'),
      fc.integer({ min: -1, max: 1 }),
      fc.nat(0xff_ff_ff),
    )
    .map(([prefix, by, rest]) => {
      const start = prefix.split('.').reduce((sum, part, at) => sum + Number(part) * 2 ** (24 - 8 * at), 0);
      return (start + by * rest) >>> 0;
    }),
);
const word = fc.nat(0xff_ff);

test('an IPv4 address is public exactly when no special-purpose block holds it', () => {
  fc.assert(
    fc.property(anyIpv4, (value) => {
      const address = dotted(value);
      assert.equal(isPublicAddress(address), !special.check(address, 'ipv4'), address);
    }),
    { numRuns: 5000 },
  );
});

test('an IPv6 address is public only in 2000::/3, outside of its special-purpose blocks', () => {
  fc.assert(
    fc.property(
      fc.oneof(word, fc.constantFrom(0x2000, 0x2001, 0x2002, 0x2620, 0x3fff)),
      fc.oneof(word, fc.constantFrom(0, 1, 0x1ff, 0x200, 0xdb8, 0x4f, 0xfff)),
      fc.array(word, { minLength: 6, maxLength: 6 }),
      (first, second, rest) => {
        const address = groups([first, second, ...rest]);
        const expected = first >> 13 === 1 && !special.check(address, 'ipv6');
        // A block of the registry may be open to none and yet known to neither: then it must be refused, not let in.
        if (isPublicAddress(address)) assert.ok(expected, address);
        else if (first === 0x2606 || first === 0x2a00) assert.fail(address);
      },
    ),
    { numRuns: 5000 },
  );
});

test('no IPv6 form that carries an IPv4 address is public, however it is written', () => {
  fc.assert(
    fc.property(anyIpv4, (value) => {
      const [high, low] = [value >>> 16, value & 0xff_ff];
      const hex = groups([high, low]);
      for (const address of [
        `::ffff:${dotted(value)}`,
        `::ffff:${hex}`,
        `0:0:0:0:0:ffff:${hex}`,
        `::${dotted(value)}`,
        `::ffff:0:${hex}`,
        `64:ff9b::${hex}`,
        `64:ff9b:1::${hex}`,
        `2002:${hex}::1`,
        `2001:0:${hex}::1`,
        `fe80::5efe:${hex}`,
      ]) {
        assert.equal(isPublicAddress(address), false, address);
        assert.equal(isPublicAddress(`[${address}]`), false, address);
      }
    }),
  );
});

test('metadata services, zones, odd notations and names are not public; well-known resolvers are', () => {
  for (const address of [
    '169.254.169.254',
    'fd00:ec2::254',
    '100.100.100.200',
    '168.63.129.16',
    'fe80::1%eth0',
    'ff02::1',
    'fec0::1',
    '0x7f.1',
    '2130706433',
    '010.0.0.1',
    'localhost',
    'example.org',
    '',
  ]) {
    assert.equal(isPublicAddress(address), false, address);
  }
  for (const address of ['9.9.9.9', '1.1.1.1', '2606:4700:4700::1111', '[2620:fe::fe]', '2001:4860:4860::8888'])
    assert.equal(isPublicAddress(address), true, address);
});

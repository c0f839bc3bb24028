/** Addresses of every private kind, in every form in which a URL can write them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RETRY_PAUSES, retryAfterSeconds, retryPause } from '../../../src/server/receivers/delivery-retries.ts';
import { isPublicAddress } from '../../../src/server/receivers/public-address.ts';
import { mailAddress, urlFault } from '../../../src/server/receivers/receiver-url.ts';

const PRIVATE = [
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.1',
  '10.255.255.255',
  '100.64.0.1',
  '100.127.255.255',
  '127.0.0.1',
  '127.255.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.8',
  '192.0.2.1',
  '192.168.1.1',
  '198.18.0.1',
  '198.51.100.7',
  '203.0.113.9',
  '224.0.0.1',
  '239.255.255.255',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '::127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::1',
  '100::1',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::1',
  '2606:4700::1%eth0',
  '3fff::1',
  '5f00::1',
];
const PUBLIC = [
  '8.8.8.8',
  '93.184.215.14',
  '100.63.0.1',
  '100.128.0.1',
  '172.32.0.1',
  '192.167.1.1',
  '2606:4700::1111',
  '2a00:1450::1',
];

test('addresses of private networks, of this machine and of special purposes are not public', () => {
  for (const address of PRIVATE) assert.equal(isPublicAddress(address), false, address);
  for (const address of PUBLIC) assert.equal(isPublicAddress(address), true, address);
  for (const text of [
    '',
    'localhost',
    '8.8.8',
    '8.8.8.8.8',
    '08.8.8.8',
    '0x8.8.8.8',
    'example.com',
    '[::1]',
    ' 8.8.8.8',
  ])
    assert.equal(isPublicAddress(text), false, text);
});

test('an address of IPv4 is public, or not, by its number alone', () => {
  const privateNets: readonly (readonly [number, number])[] = [
    [0x00000000, 8],
    [0x0a000000, 8],
    [0x64400000, 10],
    [0x7f000000, 8],
    [0xa9fe0000, 16],
    [0xac100000, 12],
    [0xc0000000, 24],
    [0xc0000200, 24],
    [0xc01fc400, 24],
    [0xc034c100, 24],
    [0xc0586300, 24],
    [0xc0a80000, 16],
    [0xc0af3000, 24],
    [0xc6120000, 15],
    [0xc6336400, 24],
    [0xcb007100, 24],
    [0xe0000000, 4],
    [0xf0000000, 4],
  ];
  const near = fc
    .tuple(fc.constantFrom(...privateNets), fc.integer({ min: -3, max: 3 }), fc.boolean())
    .map(([[net, bits], by, atEnd]) => (net + (atEnd ? 2 ** (32 - bits) : 0) + by + 2 ** 32) % 2 ** 32);
  fc.assert(
    fc.property(fc.oneof(near, fc.integer({ min: 0, max: 0xffffffff })), (number) => {
      const address = [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
      const isPrivate = privateNets.some(([net, bits]) => {
        const size = 2 ** (32 - bits);
        return Math.floor(number / size) === Math.floor(net / size);
      });
      assert.equal(isPublicAddress(address), !isPrivate, address);
      // As a URL writes it: as one number, in octal, in hexadecimal, and within IPv6.
      for (const host of [
        `${number}`,
        `0x${number.toString(16)}`,
        `0${number.toString(8)}`,
        address,
        `[::ffff:${address}]`,
      ]) {
        const refused = isPrivate || host.startsWith('[');
        assert.equal(urlFault('standard', `https://${host}/`, false) !== undefined, refused, host);
      }
    }),
    { numRuns: 300 },
  );
});

test('names that only a private network knows are refused', () => {
  const names = [
    'localhost',
    'LOCALHOST',
    'localhost.',
    'a.localhost',
    'printer.local',
    'metadata.google.internal',
    'intranet',
    'nas.lan',
    'x.home.arpa',
    '127.1',
    '0',
    '①②⑦.0.0.1',
    '127。0。0。1',
  ];
  for (const name of names) assert.ok(urlFault('standard', `https://${name}/hook`, false), name);
  for (const name of ['hooks.example', 'local.example', 'xn--bcher-kva.example', 'internal.hooks.example'])
    assert.equal(urlFault('standard', `https://${name}/hook`, false), undefined, name);
});

test('an e-mail address is one address, and nothing can be added to the header', () => {
  assert.equal(mailAddress('mailto:owner@shop.example'), 'owner@shop.example');
  const bad = [
    'mailto:',
    'mailto:owner',
    'mailto:a@b',
    'mailto:a@b.c,d@e.f',
    'mailto:a@b.c?bcc=d@e.f',
    'mailto:a@b.c\r\nBcc: d@e.f',
    'mailto:a@b.c\n',
    'mailto:a b@c.d',
    'mailto:<a@b.c>',
    'mailto:"a"@b.c',
    'mailto:a@[127.0.0.1]',
    'https://a@b.c',
    'mailto:a@b.c%0d%0aBcc:d@e.f',
    'mailto:å@b.c',
    'mailto:-oQ@b.c x',
  ];
  for (const url of bad) assert.ok(urlFault('email', url, true), url);
});

test('pauses add up to three days, whatever the chance', () => {
  for (const random of [0, 0.5, 1]) {
    const pauses = RETRY_PAUSES.map((_, i) => retryPause(i + 1, random) ?? 0);
    const days = pauses.reduce((sum, pause) => sum + pause, 0) / 86_400;
    assert.ok(days > 2.8 && days < 3.5, `${days}`);
    assert.deepEqual(
      pauses,
      pauses.toSorted((a, b) => a - b),
    );
  }
  assert.equal(retryPause(RETRY_PAUSES.length + 1, 0), undefined);
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 0, max: 4e12 }), (header, now) => {
      const seconds = retryAfterSeconds(header, now);
      assert.ok(seconds === undefined || (seconds >= 1 && seconds <= 86_400), `${header}: ${seconds}`);
    }),
  );
});

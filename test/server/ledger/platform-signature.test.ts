/** The signatures of the platforms over the raw bytes. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { isSignedByPlatform } from '../../../src/server/webhooks/platform-signature.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const BODY = bytes('{"id":727,"total":"52.90","name":"Fjørd"}');
const SECRET = 'whsec of the tests';
const sign = (body: Uint8Array, secret: string) => createHmac('sha256', secret).update(body).digest('base64');

test('a known signature: RFC 4231, test case 2', () => {
  const known = Buffer.from('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843', 'hex');
  const body = bytes('what do ya want for nothing?');
  assert.equal(isSignedByPlatform(body, known.toString('base64'), ['Jefe']), true);
  assert.equal(isSignedByPlatform(body, known.toString('base64'), ['Jeff']), false);
});

test('the right secret signs, also beside others while one replaces another', () => {
  const signature = sign(BODY, SECRET);
  assert.equal(isSignedByPlatform(BODY, signature, [SECRET]), true);
  assert.equal(isSignedByPlatform(BODY, signature, ['the next secret', SECRET]), true);
  assert.equal(isSignedByPlatform(BODY, sign(BODY, 'the next secret'), ['the next secret', SECRET]), true);
});

test('a wrong, changed, cut or missing signature is none', () => {
  const signature = sign(BODY, SECRET);
  for (const wrong of [
    sign(BODY, 'another secret'),
    sign(bytes('{}'), SECRET),
    signature.slice(0, -1),
    signature.toLowerCase(),
    `${signature}=`,
    Buffer.from(signature, 'base64').toString('hex'),
    'undefined',
    '🙂',
    'x'.repeat(1_000_000),
    '',
    null,
    undefined,
  ])
    assert.equal(isSignedByPlatform(BODY, wrong, [SECRET]), false);
});

test('one changed byte of the body breaks the signature, and so does the same JSON written anew', () => {
  const signature = sign(BODY, SECRET);
  for (let i = 0; i < BODY.length; i++) {
    const changed = BODY.slice();
    changed[i] = (changed[i] ?? 0) ^ 1;
    assert.equal(isSignedByPlatform(changed, signature, [SECRET]), false);
  }
  const parsed = JSON.parse(new TextDecoder().decode(BODY));
  assert.equal(isSignedByPlatform(bytes(JSON.stringify(parsed, null, 1)), signature, [SECRET]), false);
});

test('without a secret, and with an empty one, nobody can sign', () => {
  assert.equal(isSignedByPlatform(BODY, sign(BODY, SECRET), []), false);
  assert.equal(isSignedByPlatform(BODY, sign(BODY, ''), ['']), false);
  assert.equal(isSignedByPlatform(BODY, sign(BODY, ''), ['', SECRET]), false);
});

test('bytes that are not UTF-8 are signed as they are', () => {
  const raw = Uint8Array.of(0xff, 0xfe, 0, 0x80);
  assert.equal(isSignedByPlatform(raw, sign(raw, SECRET), [SECRET]), true);
});

test('the same body can be sent again: an order is a state', () => {
  const signature = sign(BODY, SECRET);
  assert.equal(isSignedByPlatform(BODY, signature, [SECRET]), true);
  assert.equal(isSignedByPlatform(BODY, signature, [SECRET]), true);
});

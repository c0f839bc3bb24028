import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CommandError } from '../../src/cli/command-error.ts';
import { readMail } from '../../src/cli/mail-settings.ts';

test('the mail server of `lojal serve` is in the environment, with its sender', () => {
  const mail = { LOJAL_SMTP_URL: 'smtp://mail.example', LOJAL_SMTP_FROM: 'club@shop.example' };
  assert.deepEqual(readMail(mail), { url: 'smtp://mail.example', from: 'club@shop.example' });
  assert.equal(readMail({}), undefined);
  assert.equal(readMail({ LOJAL_SMTP_URL: '', LOJAL_SMTP_FROM: 'club@shop.example' }), undefined);
  assert.throws(() => readMail({ LOJAL_SMTP_URL: 'smtp://mail.example' }), CommandError);
});

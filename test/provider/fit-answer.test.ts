/** No text of an answer is longer than its schema accepts, whatever the page supplies. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitAnswer, type TooLong } from '../../src/provider/fit-answer.ts';
import { createValidator } from '../../src/server/validate.ts';

const LONG = 'Größe 👕 '.repeat(1000);
const AT = '2026-11-26T12:00:00.000Z';

test('a review with texts of any length is valid, and the shop is told what was cut', () => {
  const found: TooLong[] = [];
  const data = fitAnswer(
    {
      rating: 5,
      title: LONG,
      body: LONG.slice(0, 6000),
      author: { name: LONG, display: 'full' },
      product: { id: LONG, name: LONG, url: `https://shop.example/${'a'.repeat(2000)}` },
      order: LONG,
      incentive: LONG,
      purpose: 'review',
      consent: { publish: true, scopes: ['site'], text: LONG, version: LONG, at: AT },
      asked: { text: LONG, version: LONG, at: AT, page: `/${'a'.repeat(600)}` },
      lang: 'de',
      revision: 1,
    },
    (...finding) => found.push(finding),
  );
  const event = {
    specversion: '1.0',
    id: 'a'.repeat(32),
    source: 'https://shop.example',
    type: 'lojal.review.answered.v1',
    time: AT,
    datacontenttype: 'application/json',
    data: JSON.parse(JSON.stringify(data)),
  };
  assert.doesNotThrow(() => createValidator()(event));
  assert.deepEqual(
    found.map(([name]) => name).sort(),
    ['consent.text', 'consent.version', 'incentive', 'order', 'product', 'product-name', 'product-url']
      .map((name) => (/^(consent|incentive)/.test(name) ? `program.${name}` : name))
      .sort(),
  );
});

test('numbers that a script set become texts, and what fits stays as it is', () => {
  const found: TooLong[] = [];
  const data = { rating: 3, product: { id: 42, name: 'Shoe' }, order: 10042, body: 'Fine', choices: ['a'] };
  assert.deepEqual(
    fitAnswer<object>(data, (...finding) => found.push(finding)),
    { rating: 3, product: { id: '42', name: 'Shoe' }, order: '10042', body: 'Fine', choices: ['a'] },
  );
  assert.deepEqual(found, []);
});

/** The exports of other tools as rows: forms of files, dates, states, HTML, and what they do not say. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toCsvRows } from '../../../src/server/csv-cells.ts';
import { readAnswer } from '../../../src/server/import/answer-lines.ts';
import { type CsvFault, type CsvRow, readCsvRows } from '../../../src/server/import/csv-rows.ts';
import { toBalanceRows } from '../../../src/server/import/moved-balances.ts';
import { readMovedCustomers } from '../../../src/server/import/moved-customers.ts';
import { type MovedReviewOptions, toReviewLines } from '../../../src/server/import/moved-reviews.ts';
import { MOVING_TOOLS } from '../../../src/server/import/moving-tools.ts';
import { plainWords } from '../../../src/server/import/plain-words.ts';
import { readMovedBirthday, readMovedDate } from '../../../src/server/import/read-moved-date.ts';

const NOW = Date.parse('2026-11-27T12:00:00Z');

const rowsOf = (...files: readonly (string | Uint8Array)[]) =>
  readCsvRows(
    (async function* () {
      for (const file of files) yield typeof file === 'string' ? Buffer.from(file) : file;
    })(),
  );

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

const cellsOf = (rows: readonly (CsvRow | CsvFault)[]) =>
  rows.map((row) => ('cells' in row ? row.cells : `${row.line}: ${row.message}`));

interface Line {
  readonly id: string;
  readonly subject?: string;
  readonly lojalverified: boolean;
  readonly data: Readonly<Record<string, unknown>>;
}

async function reviews(file: string, more: Partial<MovedReviewOptions> = {}) {
  const options = { tool: MOVING_TOOLS.judgeme, mapping: {}, now: NOW, ...more };
  const lines = await all(toReviewLines(rowsOf(file), options));
  return lines.map((line) => ('message' in line ? line.message : (line.value as Line)));
}

/** One review with some cells. */
async function review(cells: Readonly<Record<string, string>>, more?: Partial<MovedReviewOptions>) {
  const given = { rating: '5', review_date: '2026-01-10', ...cells };
  const [line] = await reviews(toCsvRows([Object.keys(given), Object.values(given)]), more);
  return line as Line;
}

test('balances: separators, byte order marks, UTF-16, spellings of headers', async () => {
  const customers = await readMovedCustomers(rowsOf("EMAIL;Customer ID\nOne@Example.com;'7001\n"), (fault) =>
    assert.fail(fault.message),
  );
  const expected = [
    ['customer', 'points', 'expires', 'birthday'],
    ['7001', '70', '', ''],
  ];
  const wide = Buffer.from('\uFEFFEmail\tPoints\r\none@example.com\t70', 'utf16le');
  for (const file of [
    'email,points\none@example.com,70\n',
    '\uFEFFEMAIL ; Points Balance\r\n ONE@example.com;70\r\n\r\n;;\r\n',
    'Points_Balance\tE-mail: Address\r\n70\tone@example.com',
    wide,
    Buffer.from(wide).swap16(),
  ])
    assert.deepEqual(cellsOf(await all(toBalanceRows(rowsOf(file), { mapping: {}, customers }))), expected);
  const ids = await all(toBalanceRows(rowsOf("Customer ID,Points\n'7001,70\n"), { mapping: {} }));
  assert.deepEqual(cellsOf(ids), expected, 'ids need no list');
});

test('balances: what cannot be read is said before anything is booked', async () => {
  for (const [file, words] of [
    ['email,points\na@example.com,1\n', /does not store.*--customers/],
    ['email,stars\na@example.com,1\n', /no column for points/],
    ['name,points\nA,1\n', /no column for email/],
    ['email,points,email\na@example.com,1,b@example.com\n', /two columns for email/],
  ] as const) {
    const rows = await all(toBalanceRows(rowsOf(file), { mapping: {} }));
    assert.equal(rows.length, 1, 'nothing follows');
    assert.match(String(cellsOf(rows)[0]), words);
    assert.doesNotMatch(String(cellsOf(rows)[0]), /example\.com/);
  }
});

test('the list of customers: one address with two ids is nobody, and an address is no id', async () => {
  const faults: CsvFault[] = [];
  const file =
    'Email,Id\na@example.com,1\nA@EXAMPLE.com,1\nb@example.com,2\nb@example.com,3\nc@example.com,c@example.com\n,4\n';
  const customers = await readMovedCustomers(rowsOf(file), (fault) => faults.push(fault));
  assert.deepEqual(
    ['a@example.com', 'b@example.com', 'c@example.com', 'd@example.com'].map((email) => customers.idOf(email)),
    ['1', null, undefined, undefined],
  );
  assert.equal(customers.emailOf('1'), 'a@example.com');
  assert.deepEqual(
    faults.map(({ line }) => line),
    [6],
  );
  const missing: CsvFault[] = [];
  await readMovedCustomers(rowsOf('Email,Name\na@example.com,A\n'), (fault) => missing.push(fault));
  assert.match(missing[0]?.message ?? '', /no column for id/);
});

test('dates: what can be two days is refused, unless the order is said', () => {
  const read = (cell: string, order?: 'dmy' | 'mdy') => {
    try {
      return readMovedDate(cell, 'at', order);
    } catch (error) {
      return (error as Error).message;
    }
  };
  for (const [cell, order, expected] of [
    ['2026-03-02 10:12:00 UTC', undefined, '2026-03-02T10:12:00Z'],
    ['2026-02-03T10:15:00+01:00', undefined, '2026-02-03T10:15:00+01:00'],
    ['2026-03-02', undefined, '2026-03-02'],
    ['21.3.2026', undefined, '2026-03-21'],
    ['3.4.2026 10:12', undefined, '2026-04-03'],
    ['3.4.2026', 'mdy', '2026-04-03'],
    ['21/03/2026', undefined, '2026-03-21'],
    ['03/21/2026 10:12:00', undefined, '2026-03-21'],
    ['04/04/2026', undefined, '2026-04-04'],
    ['03/04/2026', 'dmy', '2026-04-03'],
    ['03/04/2026', 'mdy', '2026-03-04'],
  ] as const)
    assert.equal(read(cell, order), expected, cell);
  assert.match(read('03/04/2026'), /two days.*--dates/);
  for (const cell of ['13/13/2026', '30/02/2026', '21/03/26', 'yesterday', '', '1e3'])
    assert.match(read(cell, 'dmy'), /must have dates/, cell);
  assert.match(read('21/03/2026', 'mdy'), /must have dates/);
});

test('birthdays: every form of the tools, and no day that no year has', () => {
  for (const [cell, expected] of [
    ['1004-02-29', '02-29'],
    ['05-27', '05-27'],
    ['5/27', '05-27'],
    ['05/27/1990', '05-27'],
    ['', undefined],
    ['0', undefined],
  ] as const)
    assert.equal(readMovedBirthday(cell), expected, cell);
  assert.equal(readMovedBirthday('27/05/1990', 'dmy'), '05-27');
  for (const cell of ['02-30', '27/05', '1990-13-01', 'May 27', '05-27-1990', '1'])
    assert.throws(() => readMovedBirthday(cell), /birthday/, cell);
});

test('words: HTML becomes text, and no text becomes HTML', () => {
  for (const [words, expected] of [
    ['<p>Good &amp; cheap</p><p>Yes<br/>No</p>', 'Good & cheap\nYes\nNo'],
    ['I <3 it, a<b and b>c', 'I <3 it, a<b and b>c'],
    ['<img src=x onerror="alert(1)">Hi<script>alert(1)</script>', 'Hialert(1)'],
    ['&lt;b&gt; &#39;x&#x27; &amp;lt; &unknown; &#55296; &#99999999;', "<b> 'x' &lt; &unknown; &#55296; &#99999999;"],
    ['a\u0000b\u001B[31m\r\nc\n\n\n\nd\te', 'ab[31m\nc\n\nd\te'],
  ] as const)
    assert.equal(plainWords(words), expected);
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (words) => {
      assert.doesNotMatch(plainWords(words), /[^\P{Cc}\n\t]/u);
    }),
    { numRuns: 300 },
  );
});

test('a review says no more than its row', async () => {
  const { data, lojalverified, subject } = await review({});
  assert.deepEqual(data, {
    rating: 5,
    author: { display: 'anonymous' },
    consent: {
      publish: false,
      scopes: [],
      text: 'Imported from Judge.me, whose export does not say what the customer agreed to.',
      version: 'import',
      at: '2026-01-10T12:00:00Z',
    },
    lang: 'und',
    revision: 1,
  });
  assert.deepEqual([lojalverified, subject], [false, undefined]);
  const words = 'You may publish my review.';
  const published = await review({ curated: 'ok', verified: 'Yes', language: 'pt_BR' }, { consent: words });
  assert.deepEqual(published.data.consent, {
    publish: true,
    scopes: ['site'],
    text: words,
    version: 'import',
    at: '2026-01-10T12:00:00Z',
  });
  assert.deepEqual([published.data.lang, published.data.revision, published.lojalverified], ['pt-BR', 2, true]);
  // Nobody is said to have agreed whose review the other tool did not publish.
  for (const curated of ['spam', 'not-yet', ''])
    assert.equal(((await review({ curated }, { consent: words })).data.consent as { publish: boolean }).publish, false);
});

test('whatever the cells are, a line is a fault, or an answer that the server takes or refuses with a sentence', async () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom('5', 'ok', '2026-01-10', '=1', "'", '"'),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(cell, { minLength: 7, maxLength: 7 }), async (cells) => {
      const header = ['title', 'body', 'rating', 'review_date', 'curated', 'reviewer_name', 'product_handle'];
      for (const line of await reviews(toCsvRows([header, cells]), { now: NOW })) {
        if (typeof line === 'string') {
          assert.match(line, /^[A-Z].*\.$|--dates mdy$/);
          continue;
        }
        try {
          readAnswer(line);
        } catch (error) {
          assert.equal((error as { status?: number }).status, 422);
        }
      }
    }),
    { numRuns: 150 },
  );
});

test('the id of a review: the same row gives the same, and each other row another', async () => {
  const base = { reviewer_email: 'a@example.com', product_handle: 'lp', title: 'T', body: 'B' };
  const { id } = await review(base);
  assert.match(id, /^moved_[0-9a-f]{32}$/);
  assert.equal((await review({ ...base, reviewer_email: 'A@EXAMPLE.com', curated: 'ok', reply: 'Thanks' })).id, id);
  const others = await Promise.all([
    review({ ...base, title: 'U' }),
    review({ ...base, reviewer_name: 'B' }),
    review({ ...base, product_handle: 'mp' }),
    review(base, { tool: MOVING_TOOLS.yotpo }),
    review({ ...base, review_id: '1' }),
    review({ ...base, review_id: '2' }),
  ]);
  assert.equal(new Set([id, ...others.map((one) => one.id)]).size, 7);
  assert.equal((await review({ ...base, review_id: '1', body: 'C' })).id, others[4]?.id, 'its own id wins');
  // The id is public, so it must not let anybody try addresses. Two writers of one file are still two.
  for (const column of ['reviewer_email', 'reviewer_name'])
    assert.equal((await review({ ...base, [column]: 'b@example.com' })).id, id);
  const given = { rating: '5', review_date: '2026-01-10', ...base };
  const row = Object.values(given);
  const other = Object.values({ ...given, reviewer_email: 'b@example.com' });
  const [first, second, again] = (await reviews(toCsvRows([Object.keys(given), row, other, row]))) as Line[];
  assert.deepEqual([first?.id, again?.id, second?.id === id], [id, id, false]);
});

/** Reads the reviews of another tool as answers. What the tool does not say is not claimed: consent, verification, language. */
import { createHash } from 'node:crypto';
import { WRITTEN } from '../../config/answer-limits.ts';
import { restoreFormulas } from '../formula-cells.ts';
import type { ReviewState } from '../moderation.ts';
import { UnusableData } from '../webhooks/unusable-data.ts';
import type { AnswerLine } from './answer-lines.ts';
import type { CsvFault, CsvRow } from './csv-rows.ts';
import { type FoundColumns, findColumns, missingColumns } from './find-columns.ts';
import { type MovedOptions, movedCustomer } from './moved-balances.ts';
import { leftOut, MOVED_REVIEW_HEADERS, type MovingTool } from './moving-tools.ts';
import { plainWords } from './plain-words.ts';
import { type DateOrder, readMovedDate } from './read-moved-date.ts';
import { ReviewWriters } from './review-writers.ts';

type Field = keyof typeof MOVED_REVIEW_HEADERS;
type Cell = (field: Field) => string;

export interface MovedReviewOptions extends MovedOptions {
  readonly tool: MovingTool;
  /** The words by which customers agreed that their reviews are published. Without them, nobody agreed. */
  readonly consent?: string | undefined;
  /** The language of reviews that do not name theirs. Default: `und`, undetermined. */
  readonly lang?: string | undefined;
  readonly dates?: DateOrder | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** A review is not of the future. The clocks of two systems differ. */
const TOLERANCE = 24 * 60 * 60 * 1000;

const STATES: readonly (readonly [state: ReviewState, words: RegExp])[] = [
  ['approved', /^(ok|published|approved|active|visible|true|yes|1)$/],
  ['rejected', /^(spam|rejected|hidden|unpublished|disapproved|archived)$/],
  ['pending', /^(not-?yet|pending|new|unmoderated|false|no|0|)$/],
];

function readState(cell: string): ReviewState {
  const word = cell.toLowerCase().replace(/[\s_]/g, '');
  const state = STATES.find(([, words]) => words.test(word))?.[0];
  if (!state) throw new UnusableData('The review has a state that is not known: use published, pending or rejected.');
  return state;
}

function readFlag(cell: string): boolean {
  if (/^(true|yes|y|1|verified|buyer|verified[-_ ]buyer)$/i.test(cell)) return true;
  if (/^(false|no|n|0|unverified|)$/i.test(cell)) return false;
  throw new UnusableData('The column for verified must have true or false.');
}

function readRating(cell: string): number {
  const [, stars] = /^([1-5])(?:[.,]0+)?$/.exec(cell) ?? [];
  if (stars === undefined) throw new UnusableData('The rating must be a whole number from 1 to 5.');
  return Number(stars);
}

/** A day becomes its noon in UTC, which is on that day almost everywhere. */
function readMoment(cell: string, dates: DateOrder | undefined, now: number): string {
  if (cell === '') throw new UnusableData('The review has no date.');
  const time = readMovedDate(cell, 'at', dates);
  const moment = time.length > 10 ? time : `${time}T12:00:00Z`;
  if (Date.parse(moment) > now + TOLERANCE) throw new UnusableData('The date of the review is in the future.');
  return moment;
}

/** An address in place of a name is not kept. */
const displayName = (name: string): string => (name.includes('@') ? '' : [...name].slice(0, WRITTEN.name).join(''));

/** Shown with the initial of the last name, which every tool shows at least. */
const authorOf = (name: string): object => (name === '' ? { display: 'anonymous' } : { name, display: 'initial' });

const filled = (fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '' && value !== undefined));

/** The line of an export of Lojal for a review. The same row gives the same id in each import. @throws UnusableData */
function toLine(cell: Cell, subject: string, writers: ReviewWriters, options: MovedReviewOptions): unknown {
  const { tool, consent, lang, dates, now } = options;
  const time = readMoment(cell('at'), dates, now);
  const state = readState(cell('state'));
  const [title, body] = [plainWords(cell('title')), plainWords(cell('body'))];
  const product = cell('product');
  const rating = readRating(cell('rating'));
  const own = cell('id');
  const contents = [product, displayName(cell('name')), time, rating, title, body];
  const identity =
    own === '' ? [...contents, writers.numberOf(contents, (cell('email') || cell('name')).toLowerCase())] : [own];
  const agrees = consent !== undefined && state === 'approved';
  return {
    specversion: '1.0',
    id: `moved_${createHash('sha256')
      .update(JSON.stringify([tool.origin, ...identity]))
      .digest('hex')
      .slice(0, 32)}`,
    source: tool.origin,
    type: 'lojal.review.answered.v1',
    time,
    ...(subject !== '' && { subject }),
    datacontenttype: 'application/json',
    lojalreceived: time,
    lojalverified: readFlag(cell('verified')),
    lojalstate: state,
    data: {
      rating,
      ...filled({ title, body }),
      author: authorOf(displayName(cell('name'))),
      ...(product !== '' && { product: filled({ id: product, name: cell('product_name') }) }),
      consent: {
        publish: agrees,
        scopes: agrees ? ['site'] : [],
        text: consent ?? `Imported from ${tool.title}, whose export does not say what the customer agreed to.`,
        version: 'import',
        at: time,
      },
      lang: cell('language').replaceAll('_', '-') || lang || 'und',
      // With the words of the consent, a review replaces the one that was imported without them.
      revision: consent === undefined ? 1 : 2,
    },
  };
}

/** The lines of the reviews, each with a fault or a value that `readAnswer` checks. After a fault of the header nothing follows. */
export async function* toReviewLines(
  rows: AsyncIterable<CsvRow | CsvFault>,
  options: MovedReviewOptions,
): AsyncGenerator<AnswerLine | CsvFault> {
  const { mapping, customers, onHeader } = options;
  const writers = new ReviewWriters();
  let columns: FoundColumns<Field> | undefined;
  for await (const row of rows) {
    const { line } = row;
    if ('message' in row) {
      yield row;
      continue;
    }
    if (!columns) {
      const found = findColumns(row.cells, MOVED_REVIEW_HEADERS, mapping);
      if (typeof found === 'string') return yield { line, message: found };
      const missing = (['rating', 'at'] as const).filter((field) => !found.index.has(field));
      if (missing.length > 0) return yield { line, message: missingColumns(missing) };
      onHeader?.(leftOut(found.places.keys(), new Set(found.names.values())));
      columns = found;
      continue;
    }
    if (row.cells.every((cell) => cell.trim() === '')) continue;
    const { index } = columns;
    const cell: Cell = (field) => restoreFormulas(row.cells[index.get(field) ?? -1]?.trim() ?? '');
    // A review without a known customer is one of a guest.
    const customer = movedCustomer(cell as (field: 'email' | 'customer') => string, customers);
    try {
      yield { line, value: toLine(cell, typeof customer === 'string' ? customer : '', writers, options) };
    } catch (error) {
      if (!(error instanceof UnusableData)) throw error;
      yield { line, message: error.message };
    }
  }
}

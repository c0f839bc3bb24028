import { stringify } from 'csv-stringify/sync';
import type { StoredAnswer } from './read.ts';

/**
 * A table for spreadsheets, one row an answer. It begins with a byte order mark, without which Excel takes UTF-8 for an
 * old Western encoding; rows end with CR LF (RFC 4180).
 */
const COLUMNS: readonly (readonly [string, (answer: StoredAnswer) => unknown])[] = [
  ['received', ({ received }) => received],
  ['time', ({ event }) => event.time],
  ['type', ({ event }) => event.type],
  ['state', ({ state }) => state],
  ['verified', ({ verified }) => verified],
  ['subject', ({ event }) => event.subject],
  ['language', data('lang')],
  ['question', data('asked', 'text')],
  ['question_version', data('asked', 'version')],
  ['asked_at', data('asked', 'at')],
  ['page', data('asked', 'page')],
  ['score', data('score')],
  ['choices', list('choices')],
  ['choice_texts', list('texts')],
  ['other', data('other')],
  ['comment', data('comment')],
  ['contact', data('contact')],
  ['rating', data('rating')],
  ['title', data('title')],
  ['body', data('body')],
  ['author', data('author', 'name')],
  ['author_shown', data('author', 'display')],
  ['product', data('product', 'id')],
  // What an NPS question was about may be no more than a name.
  ['product_name', (answer) => data('product', 'name')(answer) ?? text(answer.event.data.product)],
  ['order', data('order')],
  ['publish', data('consent', 'publish')],
  ['publish_where', data('consent', 'scopes')],
  ['consent', data('consent', 'text')],
  ['consent_version', data('consent', 'version')],
  ['consent_at', data('consent', 'at')],
  ['incentive', data('incentive')],
  ['purpose', data('purpose')],
  ['source', ({ event }) => event.source],
  ['id', ({ event }) => event.id],
  ['revision', data('revision')],
  ['cursor', ({ cursor }) => cursor],
];

/** The first line, after the byte order mark. */
export const csvHead = `\uFEFF${rows([COLUMNS.map(([name]) => name)])}`;

export function toCsv(page: readonly StoredAnswer[]): string {
  return rows(page.map((answer) => COLUMNS.map(([, of]) => cell(of(answer)))));
}

function rows(cells: readonly (readonly unknown[])[]): string {
  // By itself the library quotes a cell with the whole of CR LF in it, and not one with either.
  const options = { record_delimiter: 'windows', quoted_match: /[\r\n]/, cast: { boolean: String } } as const;
  return stringify([...cells], options);
}

function data(name: string, inside?: string): (answer: StoredAnswer) => unknown {
  return ({ event }) => {
    const value = event.data[name];
    if (inside === undefined) return value;
    return typeof value === 'object' && value !== null
      ? (value as Readonly<Record<string, unknown>>)[inside]
      : undefined;
  };
}

/** What was chosen, in one cell. Not with commas between: the shop's own options have those in them. */
function list(name: string): (answer: StoredAnswer) => unknown {
  return (answer) => {
    const value = data(name)(answer);
    return Array.isArray(value) ? value.join(' | ') : undefined;
  };
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

function cell(value: unknown): unknown {
  if (Array.isArray(value)) return defuse(value.join(', '));
  return typeof value === 'string' ? defuse(value) : value;
}

/**
 * A sign that makes a spreadsheet take a cell for a formula; full-width ones too, which Numbers reads alike. It counts
 * after anything invisible, and at the start of whatever a spreadsheet may take for a cell: where the semicolon is the
 * usual separator, Excel cuts an answer at its semicolons and line ends, for there the quotes do not count.
 */
const FORMULA = /(^|[;\t\r\n])([\s\p{Cc}\p{Cf}]*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/gu;

/** Puts an apostrophe before what would be a formula; the same words are unchanged in NDJSON. */
function defuse(words: string): string {
  const safe = words.replace(FORMULA, "$1$2'");
  // Some spreadsheets drop a tab or a line end at the start, and look again.
  return /^[\t\r\n]/.test(safe) ? `'${safe}` : safe;
}

import { stringify } from 'csv-stringify/sync';
import type { AnswerColumn } from '../../registry.ts';
import type { StoredAnswer } from '../db/queries.ts';

/** The columns that an answer of every kind fills; the registry names those of each kind. */
type EveryAnswer =
  | 'received'
  | 'time'
  | 'type'
  | 'state'
  | 'verified'
  | 'subject'
  | 'language'
  | 'question'
  | 'question_version'
  | 'asked_at'
  | 'page'
  | 'source'
  | 'id'
  | 'revision'
  | 'cursor';

/**
 * The columns of the CSV export, one row per answer. The file starts with a byte order mark, because Excel does not
 * recognize UTF-8 without one. Rows end with CR LF (RFC 4180).
 */
const COLUMNS: Readonly<Record<EveryAnswer | AnswerColumn, (answer: StoredAnswer) => unknown>> = {
  received: ({ received }) => received,
  time: ({ event }) => event.time,
  type: ({ event }) => event.type,
  state: ({ state }) => state,
  verified: ({ verified }) => verified,
  subject: ({ event }) => event.subject,
  language: data('lang'),
  question: data('asked', 'text'),
  question_version: data('asked', 'version'),
  asked_at: data('asked', 'at'),
  page: data('asked', 'page'),
  score: data('score'),
  choices: list('choices'),
  choice_texts: list('texts'),
  other: data('other'),
  comment: data('comment'),
  contact: data('contact'),
  rating: data('rating'),
  title: data('title'),
  body: data('body'),
  author: data('author', 'name'),
  author_shown: data('author', 'display'),
  product: data('product', 'id'),
  // An NPS question may name a product without an id.
  product_name: (answer) => data('product', 'name')(answer) ?? text(answer.event.data.product),
  order: data('order'),
  publish: data('consent', 'publish'),
  publish_where: data('consent', 'scopes'),
  consent: data('consent', 'text'),
  consent_version: data('consent', 'version'),
  consent_at: data('consent', 'at'),
  incentive: data('incentive'),
  purpose: data('purpose'),
  source: ({ event }) => event.source,
  id: ({ event }) => event.id,
  revision: data('revision'),
  cursor: ({ cursor }) => cursor,
};

/** The first line, after the byte order mark. */
export const csvHead = `\uFEFF${rows([Object.keys(COLUMNS)])}`;

export function toCsv(page: readonly StoredAnswer[]): string {
  return rows(page.map((answer) => Object.values(COLUMNS).map((of) => cell(of(answer)))));
}

function rows(cells: readonly (readonly unknown[])[]): string {
  // By default the library quotes a cell that contains CR LF, but not one with only CR or only LF.
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

/** Several choices in one cell, joined by ` | `: the shop's options may contain commas. */
function list(name: string): (answer: StoredAnswer) => unknown {
  return (answer) => {
    const value = data(name)(answer);
    return Array.isArray(value) ? value.join(' | ') : undefined;
  };
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

function cell(value: unknown): unknown {
  if (Array.isArray(value)) return escapeFormulas(value.join(', '));
  return typeof value === 'string' ? escapeFormulas(value) : value;
}

/**
 * A character that makes a spreadsheet treat a cell as a formula, also in its full-width form, which Numbers accepts. It
 * may follow invisible characters and quotation marks, which the spreadsheet removes. It may also follow a semicolon or a line break: where the semicolon is the list
 * separator, Excel splits cells there and ignores the quotes.
 */
const FORMULA = /(^[\s\p{Cc}\p{Cf}]*|[;\t\r\n][\s"\p{Cc}\p{Cf}]*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/gu;

/** Puts an apostrophe before a possible formula. NDJSON contains the text unchanged. */
function escapeFormulas(words: string): string {
  const safe = words.replace(FORMULA, "$1'");
  // Some spreadsheets remove a tab or a line break at the start before they look for a formula.
  return /^[\t\r\n]/.test(safe) ? `'${safe}` : safe;
}

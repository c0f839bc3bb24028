import type { AnswerColumn } from '../../registry.ts';
import { BYTE_ORDER_MARK, toCsvRows } from '../csv-cells.ts';
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

/** The columns of the CSV export, one row per answer. `import/answer-cells.ts` reads them back. */
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

/** A column of the CSV export. */
export type ExportColumn = keyof typeof COLUMNS;

/** The names of the columns, in their order. */
export const EXPORT_COLUMNS = Object.keys(COLUMNS) as readonly ExportColumn[];

/** The byte order mark and the first line. */
export const csvHead = `${BYTE_ORDER_MARK}${toCsvRows([EXPORT_COLUMNS])}`;

/** The cells of an answer, in the order of `EXPORT_COLUMNS`. */
export const csvCells = (answer: StoredAnswer): readonly unknown[] =>
  EXPORT_COLUMNS.map((column) => joined(COLUMNS[column](answer)));

export const toCsv = (page: readonly StoredAnswer[]): string => toCsvRows(page.map(csvCells));

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

const joined = (value: unknown) => (Array.isArray(value) ? value.join(', ') : value);

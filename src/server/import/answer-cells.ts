/** An answer from a row of the CSV export: the opposite of `routes/csv.ts`. */
import { restoreFormulas } from '../formula-cells.ts';
import type { ExportColumn } from '../routes/csv.ts';

/** The text of a column; empty where the file has no such column. */
export type AnswerCells = (column: ExportColumn) => string;

/** What is not a number stays text, and the schema refuses the text. */
const number = (cell: string): unknown => (/^\d{1,7}$/.test(cell) ? Number(cell) : cell);

/** A spreadsheet writes `TRUE`. */
const flag = (cell: string): unknown => ({ true: true, false: false })[cell.toLowerCase()] ?? cell;

/** The fields that have a value. An empty text and an absent one are the same cell. */
const filled = (fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '' && value !== undefined));

/** The product of a question is an object with an id, or only a name. */
function productOf(cell: AnswerCells): unknown {
  const id = cell('product');
  return id === '' ? cell('product_name') : filled({ id, name: cell('product_name') });
}

function dataOf(cell: AnswerCells): Readonly<Record<string, unknown>> {
  const choices = cell('choices') === '' ? undefined : cell('choices').split(' | ');
  const scopes = cell('publish_where');
  return filled({
    score: number(cell('score')),
    choices,
    texts: choices && cell('choice_texts').split(' | '),
    other: cell('other'),
    comment: cell('comment'),
    contact: flag(cell('contact')),
    rating: number(cell('rating')),
    title: cell('title'),
    body: cell('body'),
    author: cell('author_shown') === '' ? undefined : filled({ name: cell('author'), display: cell('author_shown') }),
    product: productOf(cell),
    order: cell('order'),
    consent:
      cell('consent_at') === ''
        ? undefined
        : {
            publish: flag(cell('publish')),
            scopes: scopes === '' ? [] : scopes.split(', '),
            text: cell('consent'),
            version: cell('consent_version'),
            at: cell('consent_at'),
          },
    incentive: cell('incentive'),
    purpose: cell('purpose'),
    asked:
      cell('asked_at') === ''
        ? undefined
        : {
            text: cell('question'),
            version: cell('question_version'),
            at: cell('asked_at'),
            page: cell('page'),
          },
    lang: cell('language'),
    revision: number(cell('revision')),
  });
}

/** The line of the NDJSON export for a row, without what no column has. */
export function lineOfCells(written: AnswerCells): Readonly<Record<string, unknown>> {
  const cell: AnswerCells = (column) => restoreFormulas(written(column));
  return filled({
    specversion: '1.0',
    id: cell('id'),
    source: cell('source'),
    type: cell('type'),
    time: cell('time'),
    subject: cell('subject'),
    datacontenttype: 'application/json',
    lojalreceived: cell('received'),
    lojalverified: flag(cell('verified')),
    lojalstate: cell('state'),
    data: dataOf(cell),
  });
}

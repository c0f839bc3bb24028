/** Reads the answers of an export: NDJSON or CSV. */
import type { ExportedAnswer } from '../db/restore-answers.ts';
import { isReview, reviewStates } from '../moderation.ts';
import { Problem } from '../problem.ts';
import { EXPORT_COLUMNS, type ExportColumn } from '../routes/csv.ts';
import { type AnsweredEvent, createValidator } from '../validate.ts';
import { isMoment } from '../webhooks/untrusted-record.ts';
import { lineOfCells } from './answer-cells.ts';
import { type CsvFault, type CsvRow, readCsvRows } from './csv-rows.ts';
import { type ColumnNames, findColumns, missingColumns, normalHeader } from './find-columns.ts';
import { readJsonRows } from './json-lines-file.ts';

/** A line of an export that is not checked yet. */
export interface AnswerLine {
  readonly line: number;
  readonly value: unknown;
}

const HEADERS = Object.fromEntries(
  EXPORT_COLUMNS.map((column) => [column, [normalHeader(column)]]),
) as unknown as Readonly<Record<ExportColumn, readonly string[]>>;
const REQUIRED: readonly ExportColumn[] = ['id', 'type', 'time', 'source', 'language', 'revision'];

async function* readCsvAnswers(
  rows: AsyncIterable<CsvRow | CsvFault>,
  mapping: ColumnNames<string>,
): AsyncGenerator<AnswerLine | CsvFault> {
  let index: ReadonlyMap<ExportColumn, number> | undefined;
  for await (const row of rows) {
    const { line } = row;
    if ('message' in row) return yield row;
    const { cells } = row;
    if (index) {
      const places = index;
      if (cells.some((cell) => cell !== ''))
        yield { line, value: lineOfCells((column) => cells[places.get(column) ?? -1] ?? '') };
      continue;
    }
    const columns = findColumns(cells, HEADERS, mapping);
    if (typeof columns === 'string') return yield { line, message: columns };
    const missing = REQUIRED.filter((column) => !columns.index.has(column));
    if (missing.length > 0) return yield { line, message: missingColumns(missing) };
    index = columns.index;
  }
  if (!index) yield { line: 1, message: 'The file is empty.' };
}

/** The lines of an export, each with a fault or a value that `readAnswer` checks. */
export function readAnswerLines(
  chunks: AsyncIterable<Uint8Array>,
  isCsv: boolean,
  mapping: ColumnNames<string>,
): AsyncGenerator<AnswerLine | CsvFault> {
  return isCsv ? readCsvAnswers(readCsvRows(chunks), mapping) : readJsonRows(chunks);
}

let validator: ReturnType<typeof createValidator> | undefined;

/** @throws Problem 422 */
function validEvent(value: unknown): AnsweredEvent {
  validator ??= createValidator();
  return validator(value);
}

/**
 * @returns the answer as it was stored
 * @throws Problem with a sentence about what is not valid
 */
export function readAnswer(value: unknown): ExportedAnswer {
  const { lojalreceived, lojalverified, lojalstate, ...posted } = Object(value) as Readonly<Record<string, unknown>>;
  // Only the server speaks for the attributes that begin with `lojal`.
  const event = validEvent(Object.fromEntries(Object.entries(posted).filter(([name]) => !name.startsWith('lojal'))));
  const refuse = (name: string, message: string) => new Problem(422, `The answer is not valid: ${name} ${message}.`);
  const received = lojalreceived ?? undefined;
  if (received !== undefined && !(typeof received === 'string' && isMoment(received)))
    throw refuse('lojalreceived', 'must be a moment, as in 2026-11-21T20:11:05Z');
  const verified = lojalverified ?? false;
  if (typeof verified !== 'boolean') throw refuse('lojalverified', 'must be true or false');
  const state = reviewStates.find((one) => one === lojalstate);
  const isKnown = lojalstate === undefined || (state !== undefined && isReview(event.type));
  if (!isKnown) throw refuse('lojalstate', `must be ${reviewStates.join(' or ')}, and only a review has one`);
  // Nobody proved the customer of an answer without one.
  return { event, received, verified: verified && event.subject !== undefined, state };
}

/** `lojal export`: writes everything of one kind as NDJSON or CSV. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BYTE_ORDER_MARK, toCsvRows } from '../server/csv-cells.ts';
import { openStore } from '../server/db/open-store.ts';
import type { Store } from '../server/db/store.ts';
import { calendarDay } from '../server/ledger/calendar-day.ts';
import { EXPORT_TABLES, type ExportContext, type ExportTable } from '../server/ledger/export-tables.ts';
import type { LedgerRecords } from '../server/ledger/ledger-records.ts';
import { auditWhole, exportAnswers } from '../server/routes/export.ts';
import { toJsonLine } from '../server/routes/json-lines.ts';
import { CommandError } from './command-error.ts';
import { readRules } from './program-file.ts';

const KINDS = ['answers', ...Object.keys(EXPORT_TABLES)];
const FORMATS = ['ndjson', 'csv'];

export interface ExportSettings {
  /** Default: `answers`. */
  readonly kind: string | undefined;
  readonly format: string;
  readonly program: string;
  readonly folder: string;
  readonly database?: string | undefined;
}

/** The currency of amounts, and the day in the time zone of the program. */
async function readContext(path: string, store: Store): Promise<ExportContext> {
  const { program } = await readRules(path, store);
  return { program, today: calendarDay(Date.now(), program.timeZone) };
}

/** The answers as the owner's export has them. */
async function* answerChunks(store: Store, format: string): AsyncGenerator<Uint8Array> {
  let cause: unknown;
  const query = new URLSearchParams({ format });
  const { body } = await exportAnswers(store, query, undefined, 'command', (error) => {
    cause = error;
  });
  try {
    if (body) yield* body as unknown as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw cause ?? error;
  }
}

/** The records of a page as text. */
function write<Row>(
  { columns, json, rows }: ExportTable<Row>,
  page: readonly Row[],
  context: ExportContext,
  isCsv: boolean,
): string {
  if (!isCsv) return page.map((row) => toJsonLine(json(row, context))).join('');
  const cell = (value: unknown) => (Array.isArray(value) ? value.join(', ') : value);
  const fields = page.flatMap((row) => rows?.(row) ?? [json(row, context)]);
  return toCsvRows(fields.map((of) => columns.map((column) => cell(of[column]))));
}

async function* recordChunks<Kind extends keyof LedgerRecords>(
  store: Store,
  kind: Kind,
  context: ExportContext,
  isCsv: boolean,
): AsyncGenerator<string> {
  const table: ExportTable<LedgerRecords[Kind]> = EXPORT_TABLES[kind];
  await store.audit({ actor: 'command', action: 'export', detail: { all: kind } });
  if (isCsv) yield `${BYTE_ORDER_MARK}${toCsvRows([table.columns])}`;
  for await (const page of store.ledger.records(kind)) yield write(table, page, context, isCsv);
  await auditWhole(store, 'command', kind);
}

/**
 * Writes as fast as the reader takes, a page at a time. A reader that stops, such as `head`, ends the export.
 *
 * @throws CommandError for a kind or a format that is not known
 */
export async function exportData(settings: ExportSettings, out: NodeJS.WritableStream): Promise<void> {
  const { kind = 'answers', format } = settings;
  if (!KINDS.includes(kind)) throw new CommandError(`There is no export of ${kind}: name one of ${KINDS.join(', ')}.`);
  if (!FORMATS.includes(format)) throw new CommandError(`--format ${format} is not a format: ndjson and csv are.`);
  const store = await openStore({ databaseUrl: settings.database, folder: settings.folder });
  try {
    const context = kind === 'answers' ? undefined : await readContext(settings.program, store);
    const chunks =
      context === undefined
        ? answerChunks(store, format)
        : recordChunks(store, kind as keyof LedgerRecords, context, format === 'csv');
    await pipeline(Readable.from(chunks), out, { end: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  } finally {
    await store.close();
  }
}

import { type Context, Hono } from 'hono';
import type { Store } from '../db/store.ts';
import { calendarDay } from '../ledger/calendar-day.ts';
import { EXPORT_TABLES, type ExportTable } from '../ledger/export-tables.ts';
import type { LedgerRecords } from '../ledger/ledger-records.ts';
import type { KeyCheck } from '../middleware/api-keys.ts';
import type { Env } from '../options.ts';
import { Problem } from '../problem.ts';
import type { LoadedProgram } from '../program-source.ts';
import { auditWhole, exportAnswers } from './export.ts';
import { JSON_LINES, toJsonLine } from './json-lines.ts';
import { needProgram } from './orders.ts';

interface WholeExportOptions {
  readonly store: Store;
  readonly keys: KeyCheck;
  readonly program: () => Promise<LoadedProgram>;
  /** Called if an export fails after its headers were sent. */
  readonly onExportError: (c: Context<Env>, error: unknown) => void;
}

const KINDS = ['answers', ...Object.keys(EXPORT_TABLES)];

/** One line a record, as `lojal export` writes them. The first page is read before the status is sent. */
async function linesOf<Kind extends keyof LedgerRecords>(
  { store, program, onExportError }: WholeExportOptions,
  c: Context<Env>,
  kind: Kind,
  actor: string,
): Promise<ReadableStream<Uint8Array>> {
  const { program: rules } = await needProgram(program);
  const context = { program: rules, today: calendarDay(Date.now(), rules.timeZone) };
  const { json }: ExportTable<LedgerRecords[Kind]> = EXPORT_TABLES[kind];
  const pages = store.ledger.records(kind)[Symbol.asyncIterator]();
  let next = await pages.next();
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          if (next.done) {
            await auditWhole(store, actor, kind);
            return controller.close();
          }
          controller.enqueue(encoder.encode(next.value.map((row) => toJsonLine(json(row, context))).join('')));
          next = await pages.next();
        } catch (error) {
          onExportError(c, error);
          throw new Error('The export failed.');
        }
      },
    },
    { highWaterMark: 0 },
  );
}

/** `/owner/export`: which data there is and when it was last exported; `/owner/export/<kind>`: all of one kind as NDJSON. */
export function wholeExportRoutes(options: WholeExportOptions): Hono<Env> {
  const { store, keys, onExportError } = options;

  async function exportKind(c: Context<Env>): Promise<Response> {
    const actor = keys.require(c, 'read');
    const kind = c.req.param('kind') ?? '';
    if (!KINDS.includes(kind)) throw new Problem(404, `The kinds are ${KINDS.join(', ')}.`);
    const headers = { ...JSON_LINES, 'Content-Disposition': `attachment; filename="lojal-${kind}.ndjson"` };
    if (kind === 'answers') {
      const query = new URLSearchParams({ format: 'ndjson' });
      const { body } = await exportAnswers(store, query, undefined, actor, (error) => onExportError(c, error));
      return new Response(body, { headers });
    }
    const lines = await linesOf(options, c, kind as keyof LedgerRecords, actor);
    await store.audit({ actor, action: 'export', detail: { all: kind } });
    return new Response(lines, { headers });
  }

  const refuse = (): never => {
    throw new Problem(405, 'This route accepts GET.', { headers: { Allow: 'GET, HEAD' } });
  };
  return new Hono<Env>()
    .get('/owner/export', async (c) => {
      keys.require(c, 'read');
      const last = await store.maintenance.lastExports();
      const kinds = KINDS.map((kind) => ({ kind, last: last[kind] ?? null }));
      return Response.json({ database: store.maintenance.isEmbedded ? 'embedded' : 'postgresql', kinds });
    })
    .all(refuse)
    .get('/owner/export/:kind', exportKind)
    .all(refuse);
}

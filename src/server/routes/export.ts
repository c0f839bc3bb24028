import type { AuditEntry } from '../db/audit.ts';
import type { AnswerFilter, StoredAnswer } from '../db/queries.ts';
import type { Store } from '../db/store.ts';
import { Problem } from '../problem.ts';
import { csvHead, toCsv } from './csv.ts';
import { readCursor, readFilter } from './export-query.ts';
import { JSON_LINES, toJsonLine } from './json-lines.ts';

/** Rows in memory at a time: at most 500 × 16 KiB, whatever the size of the export. */
const PAGE_SIZE = 500;

/**
 * New answers may arrive during an export. The export looks for more at most this many times, so that it ends; the reader
 * continues from the last cursor.
 */
const MAX_ROUNDS = 100;

interface Format {
  readonly headers: Readonly<Record<string, string>>;
  readonly head: string;
  readonly write: (page: readonly StoredAnswer[]) => string;
}

/**
 * Newline-delimited JSON: each line is one event as it was posted, with four CloudEvents extension attributes:
 * `lojalreceived` (time of receipt), `lojalverified` (whether a token proved the subject), `lojalstate` (state of a
 * review) and `lojalcursor` (position, for `?since=`).
 */
const ndjson: Format = {
  headers: JSON_LINES,
  head: '',
  write: (page) => page.map(toLine).join(''),
};

const csv: Format = {
  headers: {
    'Content-Type': 'text/csv; charset=utf-8; header=present',
    'Content-Disposition': 'attachment; filename="lojal-answers.csv"',
  },
  head: csvHead,
  write: toCsv,
};

/**
 * The shop owner's export, oldest change first. An answer that is edited or moderated during the export appears again
 * with the same id.
 *
 * @param query `since`: a cursor; `type`: an event type; `state`: a state of reviews; `subject`: a customer; `verified`;
 * `format`: `ndjson` or `csv`
 * @param accept the request's `Accept` header, used if the query has no `format`
 * @param actor who exports, for the audit log
 * @param onError called if the export fails after its start
 * @throws Problem 400 for an invalid query, 410 for a cursor from before a backup was restored
 */
export async function exportAnswers(
  store: Store,
  query: URLSearchParams,
  accept: string | undefined,
  actor: string,
  onError: (error: unknown) => void,
): Promise<Response> {
  const format = readFormat(query.get('format'), accept);
  const filter = readFilter(query);
  const pages = readPages(store, await readCursor(store, query.get('since') ?? '0'), filter);
  // Read the first page before sending the status, so that a failing database results in a 500.
  let next = await pages.next();
  // A reader that asks for news every few seconds, and gets none, leaves no entry.
  const entry = next.done ? undefined : auditEntry(actor, query, filter);
  if (entry) await store.audit(entry);
  let head = format.head;
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const words = head + (next.done ? '' : format.write(next.value));
        head = '';
        if (words) controller.enqueue(encoder.encode(words));
        try {
          if (!next.done) next = await pages.next();
          else {
            if (entry?.detail?.all) await auditWhole(store, actor, 'answers');
            controller.close();
          }
        } catch (error) {
          onError(error);
          throw new Error('The export failed.');
        }
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { headers: format.headers });
}

/** Notes that everything of one kind was read to the end: a request with `HEAD`, or a download that stops, is no backup. */
export const auditWhole = (store: Pick<Store, 'audit'>, actor: string, kind: string): Promise<void> =>
  store.audit({ actor, action: 'export', detail: { whole: kind } });

function auditEntry(actor: string, query: URLSearchParams, { subject, ...conditions }: AnswerFilter): AuditEntry {
  const since = query.get('since');
  const person = subject !== undefined && { person: true };
  const detail = { ...conditions, ...person, ...(since !== null && { since }) };
  const isAll = Object.values(detail).every((value) => value === undefined);
  return { actor, action: 'export', detail: isAll ? { all: 'answers' } : detail };
}

/** Reads up to the committed cursor, then up to the next one, until there are no more answers. */
async function* readPages(store: Store, since: string, filter: AnswerFilter): AsyncGenerator<readonly StoredAnswer[]> {
  let cursor = since;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const until = await store.committedCursor();
    if (BigInt(until) <= BigInt(cursor)) return;
    const epoch = await store.epoch();
    for (let full = true; full; ) {
      const page = await store.page(cursor, PAGE_SIZE, { ...filter, until });
      full = page.length === PAGE_SIZE;
      cursor = full ? (page.at(-1)?.cursor ?? until) : until;
      if (page.length > 0) yield page.map((answer) => ({ ...answer, cursor: `${epoch}-${answer.cursor}` }));
    }
  }
}

function readFormat(wanted: string | null, accept = ''): Format {
  if (wanted === 'csv' || (wanted === null && /\btext\/csv\b/i.test(accept))) return csv;
  if (wanted === 'ndjson' || wanted === null) return ndjson;
  throw new Problem(400, 'format must be ndjson or csv.');
}

function toLine({ event, received, verified, state, cursor }: StoredAnswer): string {
  const { data, ...posted } = event;
  // Only the server speaks for these attributes.
  const attributes = Object.fromEntries(Object.entries(posted).filter(([name]) => !name.startsWith('lojal')));
  const ours = { lojalreceived: received, lojalverified: verified, ...(state && { lojalstate: state }) };
  return toJsonLine({ ...attributes, ...ours, lojalcursor: cursor, data });
}

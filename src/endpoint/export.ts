import { csvHead, toCsv } from './csv.ts';
import { states } from './moderation.ts';
import { Problem } from './problem.ts';
import type { Filter, StoredAnswer } from './read.ts';
import type { Store } from './store.ts';
import { eventTypes } from './validate.ts';

/** Rows held at a time, so that an export of any size takes the same memory: at most 500 × 16 KiB. */
const PAGE = 500;

/**
 * While answers keep coming, each time the end is reached there are some more. So many times they are added; then the
 * reader goes on from the last cursor.
 */
const ROUNDS = 100;

interface Format {
  readonly headers: Readonly<Record<string, string>>;
  readonly head: string;
  readonly write: (page: readonly StoredAnswer[]) => string;
}

/**
 * Newline-delimited JSON: each line one event as it was posted, with CloudEvents extension attributes of ours.
 * `lojalreceived` is when it came, `lojalverified` whether a token proved its subject, `lojalstate` where a review
 * stands; `lojalcursor` of the last line is what `?since=` takes to go on from there.
 */
const ndjson: Format = {
  headers: { 'Content-Type': 'application/x-ndjson' },
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
 * The shop owner's export, oldest change first. An answer that is edited or decided about meanwhile comes again, later,
 * under the same id.
 *
 * @param query `since`, a cursor; `type`, one event type; `state`, of reviews; `format`, `ndjson` or `csv`
 * @param accept the request's header: `text/csv` where the query names no format
 * @param onError hears why an export broke off after its start
 * @throws Problem 400 for a query that cannot be meant
 */
export async function exportAnswers(
  store: Store,
  query: URLSearchParams,
  accept: string | undefined,
  onError: (error: unknown) => void,
): Promise<Response> {
  const format = readFormat(query.get('format'), accept);
  const pages = readPages(store, query.get('since') ?? '0', readFilter(query));
  // The first page comes before the status, so that a database that is down gives a 500 and not half an export.
  let next = await pages.next();
  let head = format.head;
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const words = head + (next.done ? '' : format.write(next.value));
        head = '';
        if (words) controller.enqueue(encoder.encode(words));
        if (next.done) return controller.close();
        try {
          next = await pages.next();
        } catch (error) {
          onError(error);
          throw new Error('The export broke off.');
        }
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { headers: format.headers });
}

/** Up to a bound below which everything is committed, then up to the next one, until nothing is left. */
async function* readPages(store: Store, since: string, filter: Filter): AsyncGenerator<readonly StoredAnswer[]> {
  let cursor = since;
  for (let round = 0; round < ROUNDS; round++) {
    const until = await store.bound();
    if (BigInt(until) <= BigInt(cursor)) return;
    for (let full = true; full; ) {
      const page = await store.page(cursor, PAGE, { ...filter, until });
      full = page.length === PAGE;
      cursor = full ? (page.at(-1)?.cursor ?? until) : until;
      if (page.length > 0) yield page;
    }
  }
}

function readFilter(query: URLSearchParams): Filter {
  const type = query.get('type') ?? undefined;
  const state = states.find((one) => one === query.get('state'));
  if (!/^\d{1,18}$/.test(query.get('since') ?? '0')) {
    throw new Problem(400, 'since must be the lojalcursor of an earlier line.');
  }
  if (type !== undefined && !eventTypes.includes(type)) {
    throw new Problem(400, `type must be ${eventTypes.join(' or ')}.`);
  }
  if (query.has('state') && !state) throw new Problem(400, `state must be ${states.join(' or ')}.`);
  return { type, state };
}

function readFormat(wanted: string | null, accept = ''): Format {
  if (wanted === 'csv' || (wanted === null && /\btext\/csv\b/i.test(accept))) return csv;
  if (wanted === 'ndjson' || wanted === null) return ndjson;
  throw new Problem(400, 'format must be ndjson or csv.');
}

function toLine({ event, received, verified, state, cursor }: StoredAnswer): string {
  const { data, ...attributes } = event;
  const ours = { lojalreceived: received, lojalverified: verified, ...(state && { lojalstate: state }) };
  return `${JSON.stringify({ ...attributes, ...ours, lojalcursor: cursor, data })}\n`;
}

import { Problem } from './problem.ts';
import type { Store, StoredAnswer } from './store.ts';
import { eventTypes } from './validate.ts';

/** Rows held at a time, so that an export of any size takes the same memory: at most 100 × 16 KiB. */
const PAGE = 100;

/**
 * The shop owner's export: newline-delimited JSON, each line one event as it was posted, oldest change first, with two
 * CloudEvents extension attributes of ours. `lojalreceived` is when it came; `lojalcursor` of the last line is what
 * `?since=` takes to go on from there. An answer that is edited meanwhile comes again, later, under the same id.
 *
 * @param query `since`, a cursor; `type`, one event type
 * @throws Problem 400 for a query that cannot be meant
 */
export async function exportAnswers(
  store: Store,
  query: URLSearchParams,
  onError: (error: unknown) => void,
): Promise<ReadableStream<Uint8Array>> {
  const since = query.get('since') ?? '0';
  const type = query.get('type') ?? undefined;
  if (!/^\d{1,18}$/.test(since)) throw new Problem(400, 'since must be the lojalcursor of an earlier line.');
  if (type !== undefined && !eventTypes.includes(type)) {
    throw new Problem(400, `type must be ${eventTypes.join(' or ')}.`);
  }
  // The first page comes before the status, so that a database that is down gives a 500 and not half an export.
  let rows = await store.page(since, PAGE, type);
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const last = rows.at(-1);
        if (last) controller.enqueue(encoder.encode(rows.map(toLine).join('')));
        if (!last || rows.length < PAGE) return controller.close();
        try {
          rows = await store.page(last.cursor, PAGE, type);
        } catch (error) {
          onError(error);
          throw new Error('The export broke off.');
        }
      },
    },
    { highWaterMark: 0 },
  );
}

function toLine({ event, received, cursor }: StoredAnswer): string {
  const { data, ...attributes } = event;
  return `${JSON.stringify({ ...attributes, lojalreceived: received, lojalcursor: cursor, data })}\n`;
}

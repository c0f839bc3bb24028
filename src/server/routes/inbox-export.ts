/** The owner's inbox as NDJSON and CSV. */
import { BYTE_ORDER_MARK, toCsvRows } from '../csv-cells.ts';
import type { InboxAnswer } from '../inbox/inbox-answer.ts';
import { csvCells, EXPORT_COLUMNS } from './csv.ts';
import { JSON_LINES, toJsonLine } from './json-lines.ts';

/** One line of NDJSON: the event as it was posted, and attributes of CloudEvents. */
function toLine({ event, ...of }: InboxAnswer): string {
  const { data, ...attributes } = event;
  const { received, verified, state, handled, reason, note, tags, reply, repliedAt, cursor } = of;
  return toJsonLine({
    ...attributes,
    lojalreceived: received,
    lojalverified: verified,
    ...(state !== undefined && { lojalstate: state }),
    lojalhandled: handled,
    ...(reason !== undefined && { lojalreason: reason }),
    ...(note !== undefined && { lojalnote: note }),
    ...(tags.length > 0 && { lojaltags: tags.join(', ') }),
    ...(reply !== undefined && { lojalreply: reply, lojalreplied: repliedAt }),
    lojalbefore: cursor,
    data,
  });
}

const OWN_COLUMNS = ['handled', 'reason', 'note', 'tags', 'reply', 'replied'] as const;

function toRow(answer: InboxAnswer): readonly unknown[] {
  const { handled, reason, note, tags, reply, repliedAt } = answer;
  return [...csvCells(answer), handled, reason, note, tags.join(', '), reply, repliedAt];
}

/**
 * @param delimiter of CSV: a spreadsheet of a country that writes 0,5 expects `;`
 */
export function exportInbox(pages: AsyncIterator<readonly InboxAnswer[]>, delimiter: ',' | ';' | undefined): Response {
  const encoder = new TextEncoder();
  const columns = [...EXPORT_COLUMNS, ...OWN_COLUMNS];
  let head = delimiter === undefined ? '' : `${BYTE_ORDER_MARK}${toCsvRows([columns], delimiter)}`;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        // A pull that enqueues nothing is the last one, so pages without an answer are skipped here.
        let text = head;
        let isDone: boolean | undefined = false;
        while (!text && !isDone) {
          const { done, value = [] } = await pages.next();
          text = delimiter === undefined ? value.map(toLine).join('') : toCsvRows(value.map(toRow), delimiter);
          isDone = done;
        }
        head = '';
        if (text) controller.enqueue(encoder.encode(text));
        if (isDone) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  const csv = {
    'Content-Type': 'text/csv; charset=utf-8; header=present',
    'Content-Disposition': 'attachment; filename="lojal-inbox.csv"',
  };
  return new Response(body, { headers: delimiter === undefined ? JSON_LINES : csv });
}

import { Hono } from 'hono';
import { addDays, isDate } from '../../loyalty/dates.ts';
import { BYTE_ORDER_MARK, toCsvRows } from '../csv-cells.ts';
import { CUSTOMER_COLUMNS, customerCells } from '../customers/customer-columns.ts';
import { type CustomerRow, readCustomerRows, withStanding } from '../customers/customer-rows.ts';
import { readScope, readWhole } from '../metrics/read-scope.ts';
import type { Env } from '../options.ts';
import { Problem } from '../problem.ts';
import { isStorable } from '../storable.ts';
import type { InboxOptions } from './inbox-options.ts';
import { readMetricRequest } from './metric-request.ts';

const [USUAL_LIMIT, MOST_LIMIT] = [50, 200];
const MOST_LETTERS = 200;

/** The columns, and what separates the cells. */
const LISTS = {
  csv: ['csv', ','],
  'csv-semicolon': ['csv', ';'],
  klaviyo: ['klaviyo', ','],
  hubspot: ['hubspot', ','],
} as const;

type ListFormat = keyof typeof LISTS;

const PARAMETERS = ['segment', 'from', 'until', 'q', 'limit', 'after', 'format', 'tier'];

/** Writes as fast as the reader takes. */
function toCsv(rows: AsyncGenerator<readonly CustomerRow[], void>, currency: string, format: ListFormat): Response {
  const encoder = new TextEncoder();
  const [table, delimiter] = LISTS[format];
  let head = `${BYTE_ORDER_MARK}${toCsvRows([CUSTOMER_COLUMNS[table]], delimiter)}`;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        // A pull that enqueues nothing is the last one, so pages without a customer of the tier are skipped here.
        let text = head;
        let isDone: boolean | undefined = false;
        while (!text && !isDone) {
          const { done, value = [] } = await rows.next();
          text = toCsvRows(
            value.map((row) => customerCells(row, currency)),
            delimiter,
          );
          isDone = done;
        }
        head = '';
        if (text) controller.enqueue(encoder.encode(text));
        if (isDone) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8; header=present',
      'Content-Disposition': `attachment; filename="lojal-${table === 'csv' ? 'customers' : table}.csv"`,
    },
  });
}

/** `/owner/customers`: the customers of a segment, to look at and to export for a campaign. */
export function customerListRoutes(options: InboxOptions): Hono<Env> {
  const { store, keys } = options;

  return new Hono<Env>()
    .get('/owner/customers', async (c) => {
      const request = await readMetricRequest(c, options);
      const { query, loaded, period, timeZone, today } = request;
      const stray = [...query.keys()].find((name) => !PARAMETERS.includes(name));
      if (stray !== undefined) throw new Problem(422, `The parameters are ${PARAMETERS.join(', ')}.`);
      const [q, tier, format] = [query.get('q') ?? '', query.get('tier'), query.get('format') ?? 'json'];
      if (q.length > MOST_LETTERS || !isStorable(q)) throw new Problem(422, 'q must be a part of a customer’s id.');
      const isList = (name: string): name is ListFormat => Object.hasOwn(LISTS, name);
      if (format !== 'json' && !isList(format))
        throw new Problem(422, `format must be json, ${Object.keys(LISTS).join(', ')}.`);
      // These two are no segments of the metrics: who is in them depends on the mean of all customers.
      const late = (['lapsing', 'due'] as const).find((one) => one === query.get('segment'));
      if (late) query.delete('segment');
      // Who has bought today is in the list.
      const days = query.has('until') ? period : { ...period, until: addDays(today, 1) };
      const scope = await readScope(query, days, request);
      const { meanGap } = await store.metrics.states({ ...scope, customers: undefined });
      const filter = { scope, meanGap, late, ...(q && { q }) };
      const { currency } = loaded.program;
      if (isList(format)) {
        const actor = keys.require(c, 'read');
        await store.audit({ actor, action: 'export', detail: { customers: true } });
        return toCsv(readCustomerRows(store, loaded, filter, tier), currency, format);
      }
      const limit = readWhole(query, 'limit', 1, MOST_LIMIT) ?? USUAL_LIMIT;
      const [, last, id] = /^(\d{4}-\d{2}-\d{2})~(.{1,200})$/s.exec(query.get('after') ?? '') ?? [];
      if (query.has('after') && (last === undefined || !isDate(last) || id === undefined || !isStorable(id)))
        throw new Problem(422, 'after must be the "next" of a former response.');
      const after = last !== undefined && id !== undefined ? { last, id } : undefined;
      const found = await store.customers.list(filter, limit + 1, after);
      const rows = await withStanding(store, loaded, found.slice(0, limit));
      const end = found.length > limit ? rows.at(-1) : undefined;
      const customers = tier === null ? rows : rows.filter((row) => row.tier === tier);
      return Response.json({ timeZone, currency, customers, next: end ? `${end.last}~${end.id}` : null });
    })
    .all('/owner/customers', () => {
      throw new Problem(405, 'This route accepts GET.', { headers: { Allow: 'GET, HEAD' } });
    });
}

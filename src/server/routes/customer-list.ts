import { Hono } from 'hono';
import { addDays, isDate } from '../../loyalty/dates.ts';
import { toMajor } from '../../loyalty/money.ts';
import { BYTE_ORDER_MARK, toCsvRows } from '../csv-cells.ts';
import type { CustomerFilter, ListedCustomer } from '../customers/list-customers.ts';
import { customerSnapshot } from '../ledger/customer-snapshot.ts';
import { readScope, readWhole } from '../metrics/read-scope.ts';
import type { Env } from '../options.ts';
import { Problem } from '../problem.ts';
import type { LoadedProgram } from '../program-source.ts';
import { isStorable } from '../storable.ts';
import type { InboxOptions } from './inbox-options.ts';
import { readMetricRequest } from './metric-request.ts';

/** A customer of the list with what follows from the ledger. */
interface CustomerRow extends ListedCustomer {
  /** The id of the tier; absent in a program without tiers. */
  readonly tier?: string;
  readonly points: number;
}

/** Customers in memory at a time. */
const PAGE_SIZE = 100;
const [USUAL_LIMIT, MOST_LIMIT] = [50, 200];
const MOST_LETTERS = 200;

const COLUMNS = ['customer', 'tier', 'points', 'first_order', 'last_order', 'purchases', 'revenue', 'currency'];

const FORMATS = ['json', 'csv', 'csv-semicolon'];

const PARAMETERS = ['segment', 'from', 'until', 'q', 'limit', 'after', 'format', 'tier'];

async function withStanding(
  store: InboxOptions['store'],
  loaded: LoadedProgram,
  customers: readonly ListedCustomer[],
): Promise<readonly CustomerRow[]> {
  const rows: CustomerRow[] = [];
  for (const customer of customers) {
    const { points, standing } = await customerSnapshot(store.ledger, loaded, customer.id);
    const tier = standing?.level.id;
    rows.push({ ...customer, ...(tier !== undefined && { tier }), points: points?.spendable ?? 0 });
  }
  return rows;
}

/** `/owner/customers`: the customers of a segment, to look at and to export for a campaign. */
export function customerListRoutes(options: InboxOptions): Hono<Env> {
  const { store, keys } = options;

  async function* readRows(filter: CustomerFilter, loaded: LoadedProgram, tier: string | null) {
    for (let after: ListedCustomer | undefined; ; ) {
      const page = await store.customers.list(filter, PAGE_SIZE, after);
      const rows = await withStanding(store, loaded, page);
      yield tier === null ? rows : rows.filter((row) => row.tier === tier);
      after = page.at(-1);
      if (page.length < PAGE_SIZE) return;
    }
  }

  function toCsv(rows: AsyncGenerator<readonly CustomerRow[]>, currency: string, delimiter: ',' | ';'): Response {
    const encoder = new TextEncoder();
    let head = `${BYTE_ORDER_MARK}${toCsvRows([COLUMNS], delimiter)}`;
    const cells = ({ id, tier, points, first, last, purchases, revenue }: CustomerRow) => [
      id,
      tier,
      points,
      first,
      last,
      purchases,
      toMajor(revenue, currency),
      currency,
    ];
    const body = new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          // A pull that enqueues nothing is the last one, so pages without a customer of the tier are skipped here.
          let text = head;
          let isDone: boolean | undefined = false;
          while (!text && !isDone) {
            const { done, value = [] } = await rows.next();
            text = toCsvRows(value.map(cells), delimiter);
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
        'Content-Disposition': 'attachment; filename="lojal-customers.csv"',
      },
    });
  }

  return new Hono<Env>()
    .get('/owner/customers', async (c) => {
      const { query, loaded, period, timeZone, today } = await readMetricRequest(c, options);
      const stray = [...query.keys()].find((name) => !PARAMETERS.includes(name));
      if (stray !== undefined) throw new Problem(422, `The parameters are ${PARAMETERS.join(', ')}.`);
      const [q, tier, format] = [query.get('q') ?? '', query.get('tier'), query.get('format') ?? 'json'];
      if (q.length > MOST_LETTERS || !isStorable(q)) throw new Problem(422, 'q must be a part of a customer’s id.');
      if (!FORMATS.includes(format)) throw new Problem(422, `format must be ${FORMATS.join(', ')}.`);
      const lapsing = query.get('segment') === 'lapsing';
      if (lapsing) query.delete('segment');
      // Who has bought today is in the list.
      const days = query.has('until') ? period : { ...period, until: addDays(today, 1) };
      const filter = { scope: readScope(query, days, timeZone), lapsing, ...(q && { q }) };
      const { currency } = loaded.program;
      if (format !== 'json') {
        const actor = keys.require(c, 'read');
        await store.audit({ actor, action: 'export', detail: { customers: true } });
        return toCsv(readRows(filter, loaded, tier), currency, format === 'csv' ? ',' : ';');
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

/** `lojal import orders <file>`: books the orders of a CSV file. */
import { createReadStream } from 'node:fs';
import type { ShopOrder } from '../schema/shop-order.ts';
import { openStore } from '../server/db/open-store.ts';
import type { Store } from '../server/db/store.ts';
import { readCsvRows } from '../server/import/csv-rows.ts';
import { readOrderRows } from '../server/import/order-rows.ts';
import { calendarDay } from '../server/ledger/calendar-day.ts';
import { normalOrder } from '../server/ledger/normal-order.ts';
import { FaultList, sayProgress } from './import-report.ts';
import type { ImportSettings } from './import-settings.ts';
import { type ProgramRules, readRules } from './program-file.ts';

/** Orders in one transaction. */
const BATCH = 500;

/** What an import did, or would do. */
interface Report {
  orders: number;
  guests: number;
  entries: number;
}

/** The usable orders of a file, and a line for each fault. */
async function readFile(
  { file, mapping }: ImportSettings,
  { program, rulesAt }: ProgramRules,
  report: Report,
  faults: FaultList,
): Promise<ShopOrder[]> {
  const orders: ShopOrder[] = [];
  const rows = readCsvRows(createReadStream(file));
  for await (const read of readOrderRows(rows, { currency: program.currency, mapping })) {
    if ('message' in read) {
      if (read.isGuest) report.guests++;
      else faults.add(read);
      continue;
    }
    const normal = normalOrder(read.order, rulesAt(read.order.at));
    if ('status' in normal) orders.push(read.order);
    else for (const { path, message } of normal) faults.add({ line: read.line, message: `${path} ${message}.` });
  }
  return orders;
}

/** Earlier orders first: the level at an order depends on the orders before it, in whatever order the file has them. */
const byTime = (a: ShopOrder, b: ShopOrder): number => Date.parse(a.at) - Date.parse(b.at) || (a.id < b.id ? -1 : 1);

async function book(
  store: Store,
  { program, rulesAt }: ProgramRules,
  orders: readonly ShopOrder[],
  report: Report,
  say: (line: string) => void,
) {
  const today = calendarDay(Date.now(), program.timeZone);
  const progress = sayProgress(`of ${orders.length} orders`, say);
  for (let from = 0; from < orders.length; from += BATCH) {
    const batch = orders.slice(from, from + BATCH);
    const changes = batch.map((order) => ({ id: order.id, customer: order.customer, apply: () => order }));
    for (const { entries } of await store.ledger.changeOrders(program, changes, today, rulesAt))
      report.entries += entries.length;
    progress(from + batch.length);
  }
}

/** What is new, changed and known already, for a dry run. */
async function compare(store: Store, orders: readonly ShopOrder[]) {
  const counts = { new: 0, changed: 0, known: 0 };
  for (let from = 0; from < orders.length; from += BATCH) {
    const batch = orders.slice(from, from + BATCH);
    const stored = await store.ledger.orders(batch.map(({ id }) => id));
    for (const order of batch) {
      const before = stored.get(order.id);
      if (!before) counts.new++;
      else if (before.total === order.total && before.status === order.status && before.customer === order.customer)
        counts.known++;
      else counts.changed++;
    }
  }
  return counts;
}

/**
 * Imports a file, or says what an import would do. Safe to run again: what is booked already stays, so an import that was
 * interrupted goes on.
 *
 * @returns whether all orders of the file could be used
 */
export async function importOrders(settings: ImportSettings, say: (line: string) => void): Promise<boolean> {
  const faults = new FaultList(say);
  const report: Report = { orders: 0, guests: 0, entries: 0 };
  const store = await openStore({ databaseUrl: settings.database, folder: settings.folder });
  try {
    const rules = await readRules(settings.program, store);
    const orders = await readFile(settings, rules, report, faults);
    report.orders = orders.length;
    orders.sort(byTime);
    const customers = new Set(orders.map(({ customer }) => customer)).size;
    faults.sayRest();
    say(
      `Orders: ${report.orders}, customers: ${customers}, orders of guests: ${report.guests}, faults: ${faults.count}.`,
    );
    if (settings.dryRun) {
      const { new: fresh, changed, known } = await compare(store, orders);
      say(`Dry run. New orders: ${fresh}, changed: ${changed}, known: ${known}. Nothing was booked.`);
    } else {
      await book(store, rules, orders, report, say);
      say(`New entries of the ledgers: ${report.entries}.`);
    }
  } finally {
    await store.close();
  }
  return faults.count === 0;
}

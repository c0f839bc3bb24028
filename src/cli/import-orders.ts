/** `lojal import orders <file>`: books the orders of a CSV file. */
import { createReadStream } from 'node:fs';
import type { ShopOrder } from '../schema/shop-order.ts';
import { openStore, type Store } from '../server/db/store.ts';
import { readCsvRows } from '../server/import/csv-rows.ts';
import type { ColumnMapping } from '../server/import/order-columns.ts';
import { readOrderRows } from '../server/import/order-rows.ts';
import { calendarDay } from '../server/ledger/calendar-day.ts';
import { normalOrder } from '../server/ledger/normal-order.ts';
import { CommandError } from './command-error.ts';
import { type ProgramRules, readRules } from './program-file.ts';

/** Orders in one transaction. */
const BATCH = 500;
/** The most faults that are printed. */
const MOST_FAULTS = 20;

export interface ImportSettings {
  readonly file: string;
  readonly program: string;
  readonly folder: string;
  readonly database?: string | undefined;
  readonly mapping: ColumnMapping;
  /** Says what would happen, and changes nothing. */
  readonly dryRun: boolean;
}

/** What an import did, or would do. */
interface Report {
  orders: number;
  guests: number;
  faults: number;
  entries: number;
}

/** `customer=My column` from the command line. @throws CommandError */
export function readMapping(texts: readonly string[]): ColumnMapping {
  return Object.fromEntries(
    texts.map((text) => {
      const [, field, column] = /^(\w+)=(.+)$/.exec(text) ?? [];
      if (!field || !column) throw new CommandError(`--map ${text} is not a column: write --map customer="My column".`);
      return [field, column];
    }),
  );
}

/** The usable orders of a file, and a line for each fault. */
async function readFile(
  { file, mapping }: ImportSettings,
  { program, rulesAt }: ProgramRules,
  report: Report,
  say: (line: string) => void,
): Promise<ShopOrder[]> {
  const orders: ShopOrder[] = [];
  const fault = (line: number, message: string) => {
    if (++report.faults <= MOST_FAULTS) say(`Line ${line}: ${message}`);
  };
  const rows = readCsvRows(createReadStream(file));
  for await (const read of readOrderRows(rows, { currency: program.currency, mapping })) {
    if ('message' in read) {
      if (read.isGuest) report.guests++;
      else fault(read.line, read.message);
      continue;
    }
    const normal = normalOrder(read.order, rulesAt(read.order.at));
    if ('status' in normal) orders.push(read.order);
    else for (const { path, message } of normal) fault(read.line, `${path} ${message}.`);
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
  let said = Date.now();
  for (let from = 0; from < orders.length; from += BATCH) {
    const batch = orders.slice(from, from + BATCH);
    const changes = batch.map((order) => ({ id: order.id, customer: order.customer, apply: () => order }));
    for (const { entries } of await store.ledger.changeOrders(program, changes, today, rulesAt))
      report.entries += entries.length;
    if (Date.now() - said > 10_000) {
      said = Date.now();
      say(`${from + batch.length} of ${orders.length} orders.`);
    }
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
  const report: Report = { orders: 0, guests: 0, faults: 0, entries: 0 };
  const store = await openStore({ databaseUrl: settings.database, folder: settings.folder });
  try {
    const rules = await readRules(settings.program, store);
    const orders = await readFile(settings, rules, report, say);
    report.orders = orders.length;
    orders.sort(byTime);
    const customers = new Set(orders.map(({ customer }) => customer)).size;
    if (report.faults > MOST_FAULTS) say(`${report.faults - MOST_FAULTS} more lines with a fault.`);
    say(
      `${report.orders} orders of ${customers} customers, ${report.guests} orders of guests, ${report.faults} faults.`,
    );
    if (settings.dryRun) {
      const { new: fresh, changed, known } = await compare(store, orders);
      say(`Dry run: ${fresh} orders are new, ${changed} have changed, ${known} are known. Nothing was booked.`);
    } else {
      await book(store, rules, orders, report, say);
      say(`${report.entries} entries were added to the ledgers.`);
    }
  } finally {
    await store.close();
  }
  return report.faults === 0;
}

/** `lojal export contacts|points|reviews --to <tool>`: a CSV file that another tool imports. */

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { addDays } from '../loyalty/dates.ts';
import { BYTE_ORDER_MARK, toCsvRows } from '../server/csv-cells.ts';
import { CUSTOMER_COLUMNS, customerCells } from '../server/customers/customer-columns.ts';
import { readCustomerRows } from '../server/customers/customer-rows.ts';
import { openStore } from '../server/db/open-store.ts';
import type { Store } from '../server/db/store.ts';
import type { MovedCustomers } from '../server/import/moved-customers.ts';
import { calendarDay, SERVER_ZONE } from '../server/ledger/calendar-day.ts';
import { readScope } from '../server/metrics/read-scope.ts';
import type { LoadedProgram } from '../server/program-source.ts';
import { CommandError } from './command-error.ts';
import { balancePages, JUDGEME_COLUMNS, reviewPages } from './export-pages.ts';
import { readCustomerList } from './import-moved.ts';
import { readRules } from './program-file.ts';

export interface MoveOutSettings {
  readonly kind: string | undefined;
  readonly to: string;
  readonly customers?: string | undefined;
  /** Of contacts: `lapsing`, or a segment of the metrics. */
  readonly segment?: string | undefined;
  readonly program: string;
  readonly folder: string;
  readonly database?: string | undefined;
}

/** The rows of a file. A row of a customer without an address is null. */
interface MovedFile {
  readonly columns: readonly string[];
  readonly pages: AsyncIterable<readonly (readonly unknown[] | null)[]>;
}

interface MoveContext extends Pick<MoveOutSettings, 'segment'> {
  readonly store: Store;
  readonly rules: LoadedProgram;
  readonly customers: MovedCustomers | undefined;
}

const NEEDS_CUSTOMERS =
  'Lojal does not store e-mail addresses, and this tool finds customers by them. Give the list of your customers with their ids: --customers customers.csv';

/** The columns of balances, by tool. */
const BALANCES: Readonly<Record<string, readonly string[]>> = {
  smile: ['email', 'points'],
  loyaltylion: ['email', 'points'],
  yotpo: ['Email', 'Points Balance'],
  growave: ['Email', 'Points', 'Customer ID'],
};

async function* contactPages({ store, rules, customers, segment }: MoveContext): MovedFile['pages'] {
  const { program } = rules;
  const timeZone = program.timeZone ?? SERVER_ZONE;
  const today = calendarDay(Date.now(), timeZone);
  const query = new URLSearchParams(segment === undefined || segment === 'lapsing' ? {} : { segment });
  const days = { from: addDays(today, -30), until: addDays(today, 1) };
  const scope = await readScope(query, days, { metrics: store.metrics, loaded: rules, timeZone });
  const { meanGap } = await store.metrics.states({ ...scope, customers: undefined });
  const filter = { scope, meanGap, late: segment === 'lapsing' ? segment : undefined } as const;
  for await (const page of readCustomerRows(store, rules, filter, null))
    yield page.map((row) => {
      const cells = customerCells(row, program.currency);
      const email = customers?.emailOf(row.id);
      if (!customers) return cells;
      return email === undefined ? null : [email, ...cells];
    });
}

/** @throws CommandError for a kind that the tool does not import */
function fileOf({ kind, to }: MoveOutSettings, context: MoveContext): MovedFile {
  const { customers } = context;
  if (kind === 'contacts' && (to === 'klaviyo' || to === 'hubspot')) {
    if (!customers && to === 'klaviyo') throw new CommandError(NEEDS_CUSTOMERS);
    return { columns: [...(customers ? ['Email'] : []), ...CUSTOMER_COLUMNS[to]], pages: contactPages(context) };
  }
  if (kind === 'points' && Object.hasOwn(BALANCES, to)) {
    if (!customers) throw new CommandError(NEEDS_CUSTOMERS);
    const columns = BALANCES[to] ?? [];
    return { columns, pages: balancePages(context.store, context.rules, customers, columns.length) };
  }
  if (kind === 'reviews' && to === 'judgeme')
    return { columns: JUDGEME_COLUMNS, pages: reviewPages(context.store, customers) };
  throw new CommandError(
    `There is no export of ${kind ?? 'answers'} to ${to}. There are: contacts --to klaviyo|hubspot, points --to ${Object.keys(BALANCES).join('|')}, reviews --to judgeme.`,
  );
}

/**
 * Writes as fast as the reader takes, a page at a time.
 *
 * @param say is told what is left out
 * @throws CommandError
 */
export async function exportMoved(
  settings: MoveOutSettings,
  out: NodeJS.WritableStream,
  say: (line: string) => void,
): Promise<void> {
  const { program, folder, database, segment } = settings;
  const customers = await readCustomerList(settings.customers, say);
  const store = await openStore({ databaseUrl: database, folder });
  let unknown = 0;
  async function* chunks({ columns, pages }: MovedFile): AsyncGenerator<string> {
    yield `${BYTE_ORDER_MARK}${toCsvRows([columns])}`;
    for await (const page of pages) {
      const rows = page.filter((row) => row !== null);
      unknown += page.length - rows.length;
      if (rows.length > 0) yield toCsvRows(rows);
    }
  }
  try {
    const context = { store, rules: await readRules(program, store), customers, segment };
    const file = fileOf(settings, context);
    await store.audit({ actor: 'command', action: 'export', detail: { [`${settings.kind}`]: settings.to } });
    await pipeline(Readable.from(chunks(file)), out, { end: false });
    if (unknown > 0) say(`Customers left out, because the list of customers does not have their address: ${unknown}.`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  } finally {
    await store.close();
  }
}
